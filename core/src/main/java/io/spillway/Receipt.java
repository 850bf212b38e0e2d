package io.spillway;

import io.spillway.ports.message.Message;
import io.spillway.ports.violation.Violation;

/** Result of sending a message. */
public sealed interface Receipt {

  /**
   * The message is published.
   *
   * @param message the stored message
   * @param author the author's standing, to be shown to the author; always {@code GOOD} for a
   *     resubmission
   */
  record Published(Message message, Standing author) implements Receipt {

    /**
     * Creates the receipt of an author in good standing.
     *
     * @param message the stored message
     * @return the receipt
     */
    public static Published of(Message message) {
      return new Published(message, Standing.GOOD);
    }
  }

  /**
   * The message is withheld: it waits for a moderator, or a moderator has upheld it.
   *
   * @param violation the current violation
   */
  record Held(Violation violation) implements Receipt {}
}
