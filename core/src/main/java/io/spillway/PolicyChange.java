package io.spillway;

import io.spillway.core.policy.StoredPolicies;
import io.spillway.ports.policy.PolicyRevision;
import org.jspecify.annotations.Nullable;

/** What came of a change to a policy. */
public sealed interface PolicyChange {

  /**
   * It is stored, and in force here now and everywhere else within {@link
   * StoredPolicies#FRESHNESS}.
   *
   * @param revision as it is stored
   */
  record Stored(PolicyRevision revision) implements PolicyChange {}

  /**
   * It was changed since it was read: nothing was done.
   *
   * @param current what stands; null when the scope has no policy of its own
   */
  record Stale(@Nullable PolicyRevision current) implements PolicyChange {}
}
