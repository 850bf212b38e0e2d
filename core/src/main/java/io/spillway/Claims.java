package io.spillway;

import io.spillway.ports.violation.ViolationFilter;
import io.spillway.ports.violation.ViolationId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Leases of violations to moderators, so that no two review one at the same time: {@link
 * Moderation#claims()}.
 *
 * <p>A claim expires, can be renewed, and comes with a token that is returned once; the store keeps
 * its hash. Until the claim expires, decisions need the token. Of any number of concurrent callers,
 * in any process, one gets the claim. A claim whose response was lost expires like any other.
 *
 * <p>Each method throws {@link io.spillway.ports.PortException} when a store failed; the claim may
 * have been granted or released. Safe for use by many threads.
 */
public interface Claims {

  /** Length of a claim by default. */
  Duration DEFAULT_LEASE = Duration.ofMinutes(5);

  /** Shortest claim, in seconds. */
  int MIN_LEASE_SECONDS = 30;

  /** Longest claim, in seconds; it can be renewed any number of times. */
  int MAX_LEASE_SECONDS = 1_800;

  /** Most claims of one moderator at once, counted in one process. */
  int MAX_CLAIMS = 50;

  /**
   * Claims a violation, or renews the claim whose token is given.
   *
   * @param id the id of its message
   * @param moderator the moderator's name, 1 to {@value Reviews#MAX_MODERATOR_LENGTH} code points
   * @param seconds the length from now on, {@value #MIN_LEASE_SECONDS} to {@value
   *     #MAX_LEASE_SECONDS}; null for {@link #DEFAULT_LEASE}
   * @param token the token of the claim to renew; null for a new one
   * @return the claim and its token, or the reason for the refusal
   * @throws InvalidInputException naming each bad field
   */
  ClaimResult claim(
      ViolationId id,
      @Nullable String moderator,
      @Nullable Integer seconds,
      @Nullable String token);

  /**
   * Claims the most urgent unclaimed violation that passes a filter and that this moderator may
   * decide. Costs one query for each severity and a few writes, regardless of the length of the
   * queue.
   *
   * @param filter the violations that may be claimed
   * @param moderator the moderator's name, as for {@link #claim}
   * @param seconds the length of the claim, as for {@link #claim}
   * @return the claim, {@code NothingWaits}, {@code TooMany}, or {@code Contended}
   * @throws InvalidInputException naming each bad field
   */
  ClaimResult claimNext(
      ViolationFilter filter, @Nullable String moderator, @Nullable Integer seconds);

  /**
   * Releases a claim.
   *
   * @param id the id of the message
   * @param token the claim's token
   * @return released, or the reason for the refusal
   */
  ClaimResult release(ViolationId id, @Nullable String token);
}
