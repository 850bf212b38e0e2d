package io.spillway.ports.deadletter;

import io.spillway.ports.Monitored;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Replacement;
import io.spillway.ports.Versioned;
import java.util.List;
import java.util.Optional;

/**
 * Redrives, so that each survives the process that works on it.
 *
 * <p>Each method is atomic, and a reader sees a write as soon as it has returned. Safe for use by
 * many threads. Each throws {@link io.spillway.ports.PortException} with {@code
 * redrives.unavailable} (TRANSIENT), {@code redrives.throttled} (THROTTLED), {@code
 * redrives.rejected} (PERMANENT: a wrong set-up), or {@code redrives.full} (THROTTLED) at an
 * adapter's own bound. After a TRANSIENT failure of a write it may have been applied.
 */
public interface RedriveJobStore extends Monitored {

  /**
   * Stores a redrive unless there is one with its id. Idempotent: of any number of calls with one
   * id the first one wins and all return what stands.
   *
   * @param job as it was ordered
   * @return what is stored under its id now
   */
  Versioned<RedriveJob> add(RedriveJob job);

  /**
   * {@return the redrive with this id; empty also for text that is no id}
   *
   * @param id the redrive's; any text
   */
  Optional<Versioned<RedriveJob>> find(String id);

  /**
   * Replaces a redrive if its version is still the one named. Of two callers that name the same
   * version exactly one gets {@code Replaced}.
   *
   * @param job the new value, of the same id
   * @param version as it was read; a version that this store never gave out is stale
   * @return {@code Replaced} with the new version, or {@code Stale} with what stands
   * @throws java.util.NoSuchElementException when there is no redrive with this id
   */
  Replacement<RedriveJob> replace(RedriveJob job, String version);

  /**
   * {@return all redrives, latest ordered first; those of one instant by id, the highest first}
   *
   * @param page which part of the listing
   * @throws io.spillway.ports.InvalidCursorException for a cursor that is malformed or another's
   */
  Page<Versioned<RedriveJob>> list(PageRequest page);

  /**
   * {@return the redrives that {@linkplain RedriveJob#hasWork have work}, the first ordered first}
   *
   * @param limit most wanted, 1 to {@value PageRequest#MAX_LIMIT}
   */
  List<Versioned<RedriveJob>> withWork(int limit);
}
