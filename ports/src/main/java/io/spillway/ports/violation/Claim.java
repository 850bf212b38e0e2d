package io.spillway.ports.violation;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.SortableTime;
import java.time.Instant;

/**
 * A moderator's lease on a violation: until it ends, only the holder of its token can decide.
 *
 * @param holder the moderator's name
 * @param tokenHash the hash of the token, which only the holder has
 * @param until the end of the lease, in microseconds
 */
public record Claim(String holder, String tokenHash, Instant until) {

  public Claim {
    requireNonNull(holder, "holder");
    requireNonNull(tokenHash, "tokenHash");
    until = SortableTime.stored(until);
  }

  /**
   * {@return whether the claim is valid at this instant}
   *
   * @param now the instant; a claim is no longer valid at its end
   */
  public boolean holdsAt(Instant now) {
    return now.isBefore(until);
  }

  /** Omits the token's hash. */
  @Override
  public String toString() {
    return "Claim[" + holder + ", until " + until + "]";
  }
}
