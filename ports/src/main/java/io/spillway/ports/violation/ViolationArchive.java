package io.spillway.ports.violation;

import io.spillway.ports.Monitored;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Versioned;
import java.time.Instant;
import java.util.List;

/**
 * Review queue, listings, counts and erasure of the violations in a {@link ViolationStore}: for the
 * console, for claims and for strikes against authors. Moderation works without it.
 *
 * <p>A violation is here as soon as the store's write has returned, with the version that the store
 * gives. Order, times, threads and failures are those of {@link ViolationStore}.
 */
public interface ViolationArchive extends Monitored {

  /**
   * {@return the violations that pass a filter, latest withheld first; those of one instant by id,
   * the highest first} Following the cursors shows each violation that passes all the time exactly
   * once.
   *
   * @param filter which of them
   * @param page which part of the listing
   * @throws io.spillway.ports.InvalidCursorException for a cursor that is malformed or was handed
   *     out for another filter
   */
  Page<Versioned<Violation>> list(ViolationFilter filter, PageRequest page);

  /**
   * {@return violations that wait for a moderator and that this one may take, the first due first:
   * those in a state that waits, that nobody has claimed at this instant, and that this moderator
   * is not barred from}
   *
   * @param filter which of them; its times are when they were withheld
   * @param moderator who asks
   * @param now a claim that ends at this instant or before is none
   * @param limit most wanted, 1 to {@value PageRequest#MAX_LIMIT}
   */
  List<Versioned<Violation>> waiting(
      ViolationFilter filter, String moderator, Instant now, int limit);

  /**
   * Deletes a violation for good, its trail included; nothing of it is left. Idempotent. Who
   * replaces it at the same moment is told that there is none.
   *
   * @param id of its message
   * @return whether it was there
   */
  boolean delete(ViolationId id);

  /**
   * {@return how many messages of a stream are withheld: its violations in every state but
   * DISMISSED}
   *
   * @param streamId id of the stream
   */
  long countWithheld(String streamId);
}
