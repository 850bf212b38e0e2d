package io.spillway.ports.policy;

import io.spillway.ports.Monitored;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import java.util.Optional;

/**
 * Append-only store of all policy revisions by scope. Revisions are never changed or removed, so
 * that the policy of every verdict can be read.
 *
 * <p>Each method is atomic, and writes are visible to readers as soon as they return. Thread-safe.
 * Each throws {@link io.spillway.ports.PortException} with {@code policies.unavailable}
 * (TRANSIENT), {@code policies.throttled} (THROTTLED), {@code policies.rejected} (PERMANENT: a
 * configuration error), or {@code policies.full} (THROTTLED) at an adapter's own limit. After a
 * TRANSIENT failure, a write may have been applied; a retry is safe.
 */
public interface PolicyStore extends Monitored {

  /**
   * Adds a revision unless its number exists in its scope. Idempotent: of any number of calls with
   * one number, concurrent or consecutive, the first one wins and all return the stored revision.
   * Of two callers that add a successor of the same revision, one therefore gets the other's. The
   * caller ensures that numbers have no gaps.
   *
   * @param revision the revision, with the number after the latest
   * @return the stored revision
   */
  PolicyRevision add(PolicyRevision revision);

  /**
   * {@return the revision with the highest number, including one that removes the stream's own
   * policy; empty for a scope that never had one}
   *
   * @param scope the scope
   */
  Optional<PolicyRevision> latest(PolicyScope scope);

  /**
   * {@return the revision with this number; empty also for a number out of range}
   *
   * @param scope the scope
   * @param number any number
   */
  Optional<PolicyRevision> find(PolicyScope scope, int number);

  /**
   * {@return the revisions of a scope, the highest number first}
   *
   * @param scope the scope
   * @param page the page
   * @throws io.spillway.ports.InvalidCursorException if the cursor is malformed or belongs to
   *     another scope
   */
  Page<PolicyRevision> history(PolicyScope scope, PageRequest page);
}
