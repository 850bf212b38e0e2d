package io.spillway;

import io.spillway.ports.Versioned;
import io.spillway.ports.violation.Violation;

/** What came of an appeal. */
public sealed interface AppealResult {

  /**
   * Another moderator will decide.
   *
   * @param violation as it stands by now
   */
  record Accepted(Versioned<Violation> violation) implements AppealResult {}

  /**
   * There is no decision that could be appealed: nothing was done.
   *
   * @param reason for people, one line
   */
  record NotAllowed(String reason) implements AppealResult {}

  /** This author has no such violation. */
  record NotFound() implements AppealResult {}
}
