package io.spillway;

import io.spillway.ports.Monitored;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.policy.PolicyDraft;
import io.spillway.ports.policy.PolicyRevision;
import io.spillway.ports.policy.PolicyScope;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Policies as data, and their history: {@link Moderation#policies()}.
 *
 * <p>A stream's policy is the base policy, overlaid with the default policy, overlaid with the
 * stream's own; {@link PolicyDraft} defines how. Each change is a new revision, by compare-and-set
 * on the number of the last; revisions never change, so the version in a verdict can be looked up.
 *
 * <p>The policy in force is cached for {@link #FRESHNESS} at most; a change made here is in force
 * here at once. While the store fails, the last known policy stays in force, at a cold start the
 * base policy, and {@link #health()} is degraded. Without a policy store the base policy is in
 * force on all streams, and writes throw {@link UnsupportedOperationException}.
 *
 * <p>All methods but {@link #inForce} throw {@link io.spillway.ports.PortException} when the store
 * failed. Safe for use by many threads.
 */
public interface Policies extends Monitored {

  /** Longest use of a cached policy without checking for a change made elsewhere. */
  Duration FRESHNESS = Duration.ofSeconds(30);

  /**
   * {@return the policy in force on a stream} Reads the store only at the first request for a
   * stream, and never throws a store's failure.
   *
   * @param streamId the stream's id
   */
  Policy inForce(String streamId);

  /**
   * {@return the policy of a stream by the stored revisions, bypassing the cache}
   *
   * @param streamId the stream's id
   */
  Policy stored(String streamId);

  /**
   * Tries out a draft as a scope's policy; nothing is stored.
   *
   * @param scope the scope of the draft
   * @param streamId the stream's id
   * @param draft the changes
   * @param version the version of the result
   * @return the policy that the stream would have
   * @throws InvalidInputException naming each problem of the draft
   */
  Policy with(PolicyScope scope, String streamId, PolicyDraft draft, String version);

  /**
   * {@return the policy of a stream that a verdict names; empty when the stream never had it}
   *
   * @param streamId the stream's id
   * @param version a version as {@link Policy#version} has it
   */
  Optional<Policy> named(String streamId, String version);

  /**
   * {@return the current revision of a scope; empty when it has no policy of its own}
   *
   * @param scope the default policy or a stream's
   */
  Optional<PolicyRevision> current(PolicyScope scope);

  /**
   * {@return a revision of a scope, also one that ended the scope's own policy; empty if the number
   * is unknown}
   *
   * @param scope the default policy or a stream's
   * @param number the revision's number
   */
  Optional<PolicyRevision> find(PolicyScope scope, int number);

  /**
   * {@return the revisions of a scope, latest first}
   *
   * @param scope the default policy or a stream's
   * @param page the part of the listing
   */
  Page<PolicyRevision> history(PolicyScope scope, PageRequest page);

  /**
   * Writes the policy of a scope.
   *
   * @param scope the default policy or a stream's
   * @param seen the number of the revision that the writer saw; null for a scope without one
   * @param draft the changes to the policy below
   * @param note a note, 0 to {@value PolicyRevision#MAX_NOTE_LENGTH} characters
   * @param who the writer's name, 1 to 100 code points
   * @return the new revision, or {@code Stale} with the current one, which is the writer's own when
   *     an answer was lost
   * @throws InvalidInputException naming each problem of the draft
   */
  PolicyChange write(
      PolicyScope scope,
      @Nullable Integer seen,
      PolicyDraft draft,
      @Nullable String note,
      @Nullable String who);

  /**
   * Ends a stream's own policy: the default policy is in force there again.
   *
   * @param streamId the stream's id
   * @param seen the number of the revision that the writer saw
   * @param note a note, 0 to {@value PolicyRevision#MAX_NOTE_LENGTH} characters
   * @param who the writer's name, 1 to 100 code points
   * @return as {@link #write}
   */
  PolicyChange end(String streamId, int seen, @Nullable String note, @Nullable String who);
}
