package io.spillway.ports.policy;

import io.spillway.ports.Monitored;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import java.util.Optional;

/**
 * Every revision of every policy, by scope. Revisions are only added, and never changed or removed:
 * what a verdict refers to can always be read.
 *
 * <p>Each method is atomic, and a reader sees a write as soon as it has returned. Safe for use by
 * many threads. Each throws {@link io.spillway.ports.PortException} with {@code
 * policies.unavailable} (TRANSIENT), {@code policies.throttled} (THROTTLED), {@code
 * policies.rejected} (PERMANENT: a wrong set-up), or {@code policies.full} (THROTTLED) at an
 * adapter's own bound. After a TRANSIENT failure of a write it may have been applied; doing it
 * again is safe.
 */
public interface PolicyStore extends Monitored {

  /**
   * Stores a revision unless its number is taken in its scope. Idempotent: of any number of calls
   * with one number, at once or in turn, the first one wins and all return what it stored. So of
   * two who each wrote the successor of what they had read, one gets the other's back. The caller
   * sees to it that no number is left out.
   *
   * @param revision with the number after the latest
   * @return what is stored under this number now
   */
  PolicyRevision add(PolicyRevision revision);

  /**
   * {@return the revision with the highest number, also when it ends the stream's own policy; empty
   * for a scope that never had one}
   *
   * @param scope whose
   */
  Optional<PolicyRevision> latest(PolicyScope scope);

  /**
   * {@return the revision with this number; empty also for what can be no number}
   *
   * @param scope whose
   * @param number any number
   */
  Optional<PolicyRevision> find(PolicyScope scope, int number);

  /**
   * {@return the revisions of a scope, the highest number first}
   *
   * @param scope whose
   * @param page which part of the listing
   * @throws io.spillway.ports.InvalidCursorException for a cursor that is malformed or was handed
   *     out for another scope
   */
  Page<PolicyRevision> history(PolicyScope scope, PageRequest page);
}
