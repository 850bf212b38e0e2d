package io.spillway;

import io.spillway.core.policy.StoredPolicies;
import io.spillway.ports.policy.PolicyRevision;
import org.jspecify.annotations.Nullable;

/** Result of a change to a policy. */
public sealed interface PolicyChange {

  /**
   * The change is stored, in force in this process now and in all others within {@link
   * StoredPolicies#FRESHNESS}.
   *
   * @param revision the stored revision
   */
  record Stored(PolicyRevision revision) implements PolicyChange {}

  /**
   * The policy was changed since it was read; nothing was changed.
   *
   * @param current the current revision; null when the scope has no policy of its own
   */
  record Stale(@Nullable PolicyRevision current) implements PolicyChange {}
}
