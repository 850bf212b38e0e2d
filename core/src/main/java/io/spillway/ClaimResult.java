package io.spillway;

import io.spillway.ports.Versioned;
import io.spillway.ports.violation.Claim;
import io.spillway.ports.violation.Violation;

/** What came of asking for a claim, or of giving it back. */
public sealed interface ClaimResult {

  /**
   * The violation is the moderator's to decide until its claim ends.
   *
   * @param violation as the claim left it
   * @param token what deciding needs; told now and never again
   */
  record Granted(Versioned<Violation> violation, String token) implements ClaimResult {

    /** Says nothing of the token. */
    @Override
    public String toString() {
      return "Granted[" + violation.value() + "]";
    }
  }

  /**
   * The claim was given back: anyone may take the violation.
   *
   * @param violation as it stands by now
   */
  record Released(Versioned<Violation> violation) implements ClaimResult {}

  /**
   * Another moderator has it: nothing was done.
   *
   * @param current as it stands
   * @param claim whose it is, and until when
   */
  record Taken(Versioned<Violation> current, Claim claim) implements ClaimResult {}

  /**
   * The token is not that of its claim, or it has none: nothing was done.
   *
   * @param current as it stands
   */
  record Lost(Versioned<Violation> current) implements ClaimResult {}

  /**
   * It does not wait for this moderator: nothing was done.
   *
   * @param current as it stands
   * @param reason for people, one line
   */
  record NotAllowed(Versioned<Violation> current, String reason) implements ClaimResult {}

  /**
   * The moderator holds as many claims as one may: nothing was done.
   *
   * @param most claims of one moderator
   */
  record TooMany(int most) implements ClaimResult {}

  /** There is no such violation. */
  record NotFound() implements ClaimResult {}

  /** Nothing waits for this moderator that passes the filter and that nobody else has. */
  record NothingWaits() implements ClaimResult {}

  /** Others were first again and again; there is reason to try once more. */
  record Contended() implements ClaimResult {}
}
