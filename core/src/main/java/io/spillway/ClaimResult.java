package io.spillway;

import io.spillway.ports.Versioned;
import io.spillway.ports.violation.Claim;
import io.spillway.ports.violation.Violation;

/** Result of claiming a violation, or of releasing a claim. */
public sealed interface ClaimResult {

  /**
   * The claim was granted: only its holder can decide the violation until the claim ends.
   *
   * @param violation the violation with its claim
   * @param token the token that a decision needs; returned only once
   */
  record Granted(Versioned<Violation> violation, String token) implements ClaimResult {

    /** Omits the token. */
    @Override
    public String toString() {
      return "Granted[" + violation.value() + "]";
    }
  }

  /**
   * The claim was released: any moderator can claim the violation.
   *
   * @param violation the violation without the claim
   */
  record Released(Versioned<Violation> violation) implements ClaimResult {}

  /**
   * Another moderator has claimed the violation; nothing was changed.
   *
   * @param current the current violation
   * @param claim the claim's holder and end
   */
  record Taken(Versioned<Violation> current, Claim claim) implements ClaimResult {}

  /**
   * The token is invalid or the claim has expired; nothing was changed.
   *
   * @param current the current violation
   */
  record Lost(Versioned<Violation> current) implements ClaimResult {}

  /**
   * This moderator cannot claim the violation; nothing was changed.
   *
   * @param current the current violation
   * @param reason the reason, one line for people
   */
  record NotAllowed(Versioned<Violation> current, String reason) implements ClaimResult {}

  /**
   * The moderator has reached the limit of claims; nothing was changed.
   *
   * @param most the limit of claims for one moderator
   */
  record TooMany(int most) implements ClaimResult {}

  /** There is no such violation. */
  record NotFound() implements ClaimResult {}

  /** No unclaimed violation passes the filter and can be decided by this moderator. */
  record NothingWaits() implements ClaimResult {}

  /** Too many concurrent changes; the call can be retried. */
  record Contended() implements ClaimResult {}
}
