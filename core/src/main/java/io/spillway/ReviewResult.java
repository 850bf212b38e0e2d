package io.spillway;

import io.spillway.ports.Versioned;
import io.spillway.ports.violation.Claim;
import io.spillway.ports.violation.Violation;

/** Result of a moderator's decision. */
public sealed interface ReviewResult {

  /**
   * The decision is recorded.
   *
   * @param violation the violation after the decision; if its effect is still pending, the sweep
   *     applies it
   */
  record Decided(Versioned<Violation> violation) implements ReviewResult {}

  /**
   * The violation was changed since it was read; nothing was changed.
   *
   * @param current the current violation; its last audit entry names the moderator
   */
  record Stale(Versioned<Violation> current) implements ReviewResult {}

  /**
   * The rules do not allow this transition; nothing was changed.
   *
   * @param current the current violation
   * @param reason the reason, one line for people
   */
  record NotAllowed(Versioned<Violation> current, String reason) implements ReviewResult {}

  /**
   * Another moderator has claimed the violation; nothing was changed.
   *
   * @param current the current violation
   * @param claim the claim's holder and end
   */
  record Taken(Versioned<Violation> current, Claim claim) implements ReviewResult {}

  /**
   * The given token is invalid or its claim has expired; nothing was changed.
   *
   * @param current the current violation
   */
  record ClaimLost(Versioned<Violation> current) implements ReviewResult {}

  /** There is no such violation. */
  record NotFound() implements ReviewResult {}
}
