package io.spillway.ports.deadletter;

import io.spillway.ports.Monitored;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Replacement;
import io.spillway.ports.Versioned;
import java.util.List;
import java.util.Optional;

/**
 * Store of redrives, so that a redrive survives the process that runs it.
 *
 * <p>Each method is atomic, and writes are visible to readers as soon as they return. Thread-safe.
 * Each throws {@link io.spillway.ports.PortException} with {@code redrives.unavailable}
 * (TRANSIENT), {@code redrives.throttled} (THROTTLED), {@code redrives.rejected} (PERMANENT: a
 * configuration error), or {@code redrives.full} (THROTTLED) at an adapter's own limit. After a
 * TRANSIENT failure, a write may have been applied.
 */
public interface RedriveJobStore extends Monitored {

  /**
   * Adds a redrive unless its id exists. Idempotent: of any number of calls with one id, the first
   * one wins and all return the stored redrive.
   *
   * @param job the redrive
   * @return the stored redrive
   */
  Versioned<RedriveJob> add(RedriveJob job);

  /**
   * {@return the redrive with this id; empty also for text that is not a valid id}
   *
   * @param id any text
   */
  Optional<Versioned<RedriveJob>> find(String id);

  /**
   * Replaces a redrive if its version is current (compare-and-set). Of two callers with the same
   * version, exactly one gets {@code Replaced}.
   *
   * @param job the new value, with the same id
   * @param version the version that was read; an unknown version is stale
   * @return {@code Replaced} with the new version, or {@code Stale} with the current value
   * @throws java.util.NoSuchElementException if no redrive has this id
   */
  Replacement<RedriveJob> replace(RedriveJob job, String version);

  /**
   * {@return all redrives, newest first, then by id in descending order}
   *
   * @param page the page
   * @throws io.spillway.ports.InvalidCursorException if the cursor is malformed or belongs to
   *     another listing
   */
  Page<Versioned<RedriveJob>> list(PageRequest page);

  /**
   * {@return the redrives with {@linkplain RedriveJob#hasWork remaining work}, oldest first}
   *
   * @param limit the maximum number, 1 to {@value PageRequest#MAX_LIMIT}
   */
  List<Versioned<RedriveJob>> withWork(int limit);

  /**
   * {@return the number of redrives with {@linkplain RedriveJob#hasWork remaining work}, at most
   * the limit}
   *
   * @param limit the number up to which redrives are counted, 1 or more
   */
  int countWithWork(int limit);
}
