package io.spillway.core.message;

import io.spillway.ports.message.Message;
import io.spillway.ports.violation.Violation;

/** What became of a message that was sent. */
public sealed interface Receipt {

  /**
   * Everyone may read it.
   *
   * @param message as it is stored
   */
  record Published(Message message) implements Receipt {}

  /**
   * It is withheld for a moderator, or a moderator has agreed that it is withheld.
   *
   * @param violation as it stands
   */
  record Held(Violation violation) implements Receipt {}
}
