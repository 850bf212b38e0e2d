package io.spillway;

import io.spillway.ports.violation.ViolationFilter;
import io.spillway.ports.violation.ViolationId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Leases of violations to moderators, so that no two review one at the same time: {@link
 * Moderation#claims()}.
 *
 * <p>A claim ends by itself, can be renewed, and comes with a token that its holder is told once;
 * the store keeps its hash. Until it ends, nobody decides without the token. Of any number of
 * callers at once, in any process, one gets it. A claim whose answer was lost ends by itself.
 *
 * <p>Each method throws {@link io.spillway.ports.PortException} when a store failed; the claim may
 * have been taken or given back. Safe for use by many threads.
 */
public interface Claims {

  /** Length of a claim by default. */
  Duration DEFAULT_LEASE = Duration.ofMinutes(5);

  /** Shortest claim, in seconds. */
  int MIN_LEASE_SECONDS = 30;

  /** Longest claim, in seconds; it can be renewed any number of times. */
  int MAX_LEASE_SECONDS = 1_800;

  /** Most claims of one moderator at once, as far as one process grants them. */
  int MAX_CLAIMS = 50;

  /**
   * Claims a violation, or renews the claim whose token is given.
   *
   * @param id the id of its message
   * @param moderator the moderator's name, 1 to {@value Reviews#MAX_MODERATOR_LENGTH} code points
   * @param seconds the length from now on, {@value #MIN_LEASE_SECONDS} to {@value
   *     #MAX_LEASE_SECONDS}; null for {@link #DEFAULT_LEASE}
   * @param token the token of the claim to renew; null for a new one
   * @return the claim and its token, or the reason why not
   * @throws InvalidInputException naming each bad field
   */
  ClaimResult claim(
      ViolationId id,
      @Nullable String moderator,
      @Nullable Integer seconds,
      @Nullable String token);

  /**
   * Claims the most urgent violation that passes a filter, that is not claimed, and that this
   * moderator may decide. Costs one query for each severity and a few writes, however many wait.
   *
   * @param filter the violations that may be given
   * @param moderator as for {@link #claim}
   * @param seconds as for {@link #claim}
   * @return the claim, {@code NothingWaits}, {@code TooMany}, or {@code Contended}
   * @throws InvalidInputException naming each bad field
   */
  ClaimResult claimNext(
      ViolationFilter filter, @Nullable String moderator, @Nullable Integer seconds);

  /**
   * Gives a claim back.
   *
   * @param id the id of the message
   * @param token the claim's token
   * @return released, or the reason why not
   */
  ClaimResult release(ViolationId id, @Nullable String token);
}
