package io.spillway;

import io.spillway.ports.Versioned;
import io.spillway.ports.violation.Violation;

/** Result of an appeal. */
public sealed interface AppealResult {

  /**
   * The appeal was accepted: another moderator will decide.
   *
   * @param violation the violation after the appeal
   */
  record Accepted(Versioned<Violation> violation) implements AppealResult {}

  /**
   * There is no decision that can be appealed; nothing was changed.
   *
   * @param reason the reason, one line for people
   */
  record NotAllowed(String reason) implements AppealResult {}

  /** This author has no such violation. */
  record NotFound() implements AppealResult {}
}
