package io.spillway.ports.violation;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.SortableTime;
import java.time.Instant;

/**
 * A moderator's lease on a violation: until it ends, only who has its token decides.
 *
 * @param holder the moderator's name
 * @param tokenHash of the token, which itself is kept by its holder alone
 * @param until when it ends, in microseconds
 */
public record Claim(String holder, String tokenHash, Instant until) {

  public Claim {
    requireNonNull(holder, "holder");
    requireNonNull(tokenHash, "tokenHash");
    until = SortableTime.stored(until);
  }

  /**
   * {@return whether it keeps others away at this instant}
   *
   * @param now the instant; at the claim's end it keeps nobody away
   */
  public boolean holdsAt(Instant now) {
    return now.isBefore(until);
  }

  /** Says nothing of the token. */
  @Override
  public String toString() {
    return "Claim[" + holder + ", until " + until + "]";
  }
}
