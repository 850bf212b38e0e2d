package io.spillway;

import io.spillway.ports.message.Message;
import io.spillway.ports.violation.Violation;

/** What became of a message that was sent. */
public sealed interface Receipt {

  /**
   * Everyone may read it.
   *
   * @param message as it is stored
   * @param author how its author stands, for them to be told; good in the answer to a message that
   *     was sent before
   */
  record Published(Message message, Standing author) implements Receipt {

    /**
     * Of an author against whom nothing is held.
     *
     * @param message as it is stored
     */
    public Published(Message message) {
      this(message, Standing.GOOD);
    }
  }

  /**
   * It is withheld for a moderator, or a moderator has agreed that it is withheld.
   *
   * @param violation as it stands
   */
  record Held(Violation violation) implements Receipt {}
}
