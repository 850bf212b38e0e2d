package io.spillway.ports.deadletter;

import io.spillway.ports.Monitored;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Replacement;
import io.spillway.ports.Versioned;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Store of the dead letters that operators list, edit, discard and redrive.
 *
 * <p>Each method is atomic, and writes are visible to readers as soon as they return. Thread-safe.
 * Each throws {@link io.spillway.ports.PortException} with {@code dead-letters.unavailable}
 * (TRANSIENT), {@code dead-letters.throttled} (THROTTLED), {@code dead-letters.rejected}
 * (PERMANENT: a configuration error), or {@code dead-letters.full} (THROTTLED) at an adapter's own
 * limit. A write fails with {@code dead-letters.partition-full} (PERMANENT) while the stream's
 * partition in the database is full. After a TRANSIENT failure, a write may have been applied.
 */
public interface DeadLetterLedger extends Monitored {

  /**
   * Adds a dead letter unless its id exists. Idempotent: of any number of calls with one id, the
   * first one wins and all return the stored entry.
   *
   * @param entry the dead letter, open, with its first audit entry
   * @return the stored entry
   */
  Versioned<LedgerEntry> add(LedgerEntry entry);

  /**
   * {@return the dead letter with this id; empty also for text that is not a valid id}
   *
   * @param id any text
   */
  Optional<Versioned<LedgerEntry>> find(String id);

  /**
   * Replaces an entry if its version is current (compare-and-set). Of two callers with the same
   * version, exactly one gets {@code Replaced}. A retry after a lost response gets {@code Stale}
   * with the caller's own value as the current one.
   *
   * @param entry the new value, with the same id
   * @param version the version that was read; an unknown version is stale
   * @return {@code Replaced} with the new version, or {@code Stale} with the current value
   * @throws java.util.NoSuchElementException if no dead letter has this id
   */
  Replacement<LedgerEntry> replace(LedgerEntry entry, String version);

  /**
   * {@return the dead letters that match a filter, newest first, then by id in descending order}
   * Following the cursors returns each dead letter that matches throughout exactly once.
   *
   * @param filter the filter
   * @param page the page
   * @throws io.spillway.ports.InvalidCursorException if the cursor is malformed or belongs to
   *     another filter
   */
  Page<Versioned<LedgerEntry>> list(DeadLetterFilter filter, PageRequest page);

  /**
   * {@return the dead letters with an automatic retry, by {@link PendingRetry#next()}, then by id,
   * both ascending}
   *
   * @param state {@code WAITING}, or {@code REDRIVING} for running retries
   * @param activity {@link PendingRetry#activity()}; null for any
   * @param until the latest {@link PendingRetry#next()}
   * @param limit the maximum number, 1 to {@value PageRequest#MAX_LIMIT}
   */
  List<Versioned<LedgerEntry>> retries(
      DeadLetterState state, @Nullable String activity, Instant until, int limit);

  /**
   * Groups the dead letters that match a filter. Counts the newest {@value
   * DeadLetterGroups#MAX_LETTERS}; the result indicates whether there are more.
   *
   * @param filter the filter
   * @param by the property by which they are grouped
   * @param limit the maximum number of groups, 1 to {@value PageRequest#MAX_LIMIT}
   * @return the groups, the largest first
   */
  DeadLetterGroups groups(DeadLetterFilter filter, DeadLetterGrouping by, int limit);

  /**
   * {@return the number of dead letters that match a filter, at most the limit}
   *
   * @param filter the filter
   * @param limit the number up to which dead letters are counted, 1 or more; the cost grows with it
   */
  int count(DeadLetterFilter filter, int limit);
}
