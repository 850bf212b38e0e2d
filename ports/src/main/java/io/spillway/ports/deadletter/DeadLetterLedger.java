package io.spillway.ports.deadletter;

import io.spillway.ports.Monitored;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Replacement;
import io.spillway.ports.Versioned;
import java.util.Optional;

/**
 * The dead letters as people read them and work with them.
 *
 * <p>Each method is atomic, and a reader sees a write as soon as it has returned. Safe for use by
 * many threads. Each throws {@link io.spillway.ports.PortException} with {@code
 * dead-letters.unavailable} (TRANSIENT), {@code dead-letters.throttled} (THROTTLED), {@code
 * dead-letters.rejected} (PERMANENT: a wrong set-up), or {@code dead-letters.full} (THROTTLED) at
 * an adapter's own bound. A write fails with {@code dead-letters.partition-full} (PERMANENT) while
 * the database keeps no more under its stream. After a TRANSIENT failure of a write it may have
 * been applied.
 */
public interface DeadLetterLedger extends Monitored {

  /**
   * Enters a letter unless one with its id is there. Idempotent: of any number of calls with one id
   * the first one wins and all return what stands.
   *
   * @param entry the letter, open and with its first step
   * @return what is entered under this id now
   */
  Versioned<LedgerEntry> add(LedgerEntry entry);

  /**
   * {@return the letter with this id; empty also for text that is no id}
   *
   * @param id the letter's; any text
   */
  Optional<Versioned<LedgerEntry>> find(String id);

  /**
   * Replaces an entry if its version is still the one named. Of two callers that name the same
   * version exactly one gets {@code Replaced}. A caller whose answer was lost and who tries again
   * gets {@code Stale} with its own value as what stands.
   *
   * @param entry the new value, of the same id
   * @param version as it was read; a version that this ledger never gave out is stale
   * @return {@code Replaced} with the new version, or {@code Stale} with what stands
   * @throws java.util.NoSuchElementException when there is no letter with this id
   */
  Replacement<LedgerEntry> replace(LedgerEntry entry, String version);

  /**
   * {@return the letters that pass a filter, latest buried first; those of one instant by id, the
   * highest first} Following the cursors shows each letter that passes all the time exactly once.
   *
   * @param filter which letters
   * @param page which part of the listing
   * @throws io.spillway.ports.InvalidCursorException for a cursor that is malformed or was handed
   *     out for another filter
   */
  Page<Versioned<LedgerEntry>> list(DeadLetterFilter filter, PageRequest page);

  /**
   * The ways in which the letters that pass a filter failed. Looks at the latest {@value
   * DeadLetterGroups#MAX_LETTERS} of them and says so when there are more.
   *
   * @param filter which letters
   * @param limit most groups wanted, 1 to {@value PageRequest#MAX_LIMIT}
   * @return the groups, the largest first
   */
  DeadLetterGroups groups(DeadLetterFilter filter, int limit);

  /**
   * {@return how many letters pass a filter}
   *
   * @param filter which letters
   */
  long count(DeadLetterFilter filter);
}
