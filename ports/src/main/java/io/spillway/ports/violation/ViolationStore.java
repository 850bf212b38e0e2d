package io.spillway.ports.violation;

import io.spillway.ports.Monitored;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Replacement;
import io.spillway.ports.Versioned;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Store of the withheld messages and their reviews, with the operations that moderation needs;
 * {@link ViolationArchive} has the review queue and listings of the same violations.
 *
 * <p>Each method is atomic, and writes are visible to readers as soon as they return: a store
 * commits before it returns and does not join a transaction of its caller. Ordering by id is in
 * ASCII order. Times are whole microseconds. Thread-safe. Each throws {@link
 * io.spillway.ports.PortException} with {@code violations.unavailable} (TRANSIENT), {@code
 * violations.throttled} (THROTTLED), {@code violations.rejected} (PERMANENT: a configuration
 * error), or {@code violations.full} (THROTTLED) at an adapter's own limit. A write fails with
 * {@code violations.partition-full} (PERMANENT) while the stream's partition in the database is
 * full. After a TRANSIENT failure, a write may have been applied.
 */
public interface ViolationStore extends Monitored {

  /**
   * Adds a violation unless its message has one. Idempotent: of any number of calls with one id,
   * the first one wins and all return the stored violation.
   *
   * @param violation the violation, with the audit entry of withholding it
   * @return the stored violation
   */
  Versioned<Violation> add(Violation violation);

  /**
   * {@return the violation with this id; empty if it does not exist}
   *
   * @param id the violation's id
   */
  Optional<Versioned<Violation>> find(ViolationId id);

  /**
   * Replaces a violation if its version is current (compare-and-set). Of two callers with the same
   * version, exactly one gets {@code Replaced}. A retry after a lost response gets {@code Stale}
   * with the caller's own value as the current one.
   *
   * @param violation the new value, with the same id
   * @param version the version that was read. A version identifies one value of one violation and
   *     is never reused for its id, even after a delete and an add; versions of different
   *     violations may be equal. An unknown version is stale
   * @return {@code Replaced} with the new version, or {@code Stale} with the current value
   * @throws java.util.NoSuchElementException if no violation has this id
   */
  Replacement<Violation> replace(Violation violation, String version);

  /**
   * {@return the violations with one of these pending effects, oldest first, then by id}
   *
   * @param effects the effects, one or more, never {@code NONE}
   * @param steppedBefore the latest time of the last audit entry, exclusive; null for all
   * @param limit the maximum number, 1 to {@value PageRequest#MAX_LIMIT}
   */
  List<Versioned<Violation>> pendingEffects(
      Set<PendingEffect> effects, @Nullable Instant steppedBefore, int limit);

  /**
   * {@return the violations in state OPEN whose verdict is provisional, newest first, then by id in
   * descending order}
   *
   * @param withheldFrom the earliest time of withholding, inclusive
   * @param limit the maximum number, 1 to {@value PageRequest#MAX_LIMIT}
   */
  List<Versioned<Violation>> provisional(Instant withheldFrom, int limit);
}
