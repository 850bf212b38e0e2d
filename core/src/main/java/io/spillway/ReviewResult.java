package io.spillway;

import io.spillway.ports.Versioned;
import io.spillway.ports.violation.Claim;
import io.spillway.ports.violation.Violation;

/** What came of a moderator's decision. */
public sealed interface ReviewResult {

  /**
   * The decision stands.
   *
   * @param violation as the decision left it; while it still owes its effect, the sweep is to
   *     finish that
   */
  record Decided(Versioned<Violation> violation) implements ReviewResult {}

  /**
   * Somebody changed it since it was read: nothing was done.
   *
   * @param current what stands; its last step says who decided
   */
  record Stale(Versioned<Violation> current) implements ReviewResult {}

  /**
   * The rules do not let it go there from where it stands: nothing was done.
   *
   * @param current as it stands
   * @param reason for people, one line
   */
  record NotAllowed(Versioned<Violation> current, String reason) implements ReviewResult {}

  /**
   * Another moderator has taken it: nothing was done.
   *
   * @param current as it stands
   * @param claim whose it is, and until when
   */
  record Taken(Versioned<Violation> current, Claim claim) implements ReviewResult {}

  /**
   * A token was given that is no longer that of the claim, if there is one: nothing was done.
   *
   * @param current as it stands
   */
  record ClaimLost(Versioned<Violation> current) implements ReviewResult {}

  /** There is no such violation. */
  record NotFound() implements ReviewResult {}
}
