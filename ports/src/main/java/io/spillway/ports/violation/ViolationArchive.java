package io.spillway.ports.violation;

import io.spillway.ports.Monitored;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Recount;
import io.spillway.ports.Versioned;
import java.time.Instant;
import java.util.List;

/**
 * Review queue, listings, counts and erasure of the violations in a {@link ViolationStore}, for the
 * dashboard, claims and strikes against authors. Moderation does not need it.
 *
 * <p>A violation is visible as soon as the store's write has returned, with the store's version.
 * Ordering, time precision, thread safety and failures are those of {@link ViolationStore}.
 */
public interface ViolationArchive extends Monitored {

  /**
   * {@return the violations that match a filter, newest first, then by id in descending order}
   * Following the cursors returns each violation that matches throughout exactly once.
   *
   * @param filter the filter
   * @param page the page
   * @throws io.spillway.ports.InvalidCursorException if the cursor is malformed or belongs to
   *     another filter
   */
  Page<Versioned<Violation>> list(ViolationFilter filter, PageRequest page);

  /**
   * {@return the violations that this moderator can claim, by due time: in a state that waits,
   * without a claim that is valid at this instant, and not excluding this moderator}
   *
   * @param filter the filter; its times are those of withholding
   * @param moderator the moderator's name
   * @param now the current time; claims that end at it or earlier have expired
   * @param limit the maximum number, 1 to {@value PageRequest#MAX_LIMIT}
   */
  List<Versioned<Violation>> waiting(
      ViolationFilter filter, String moderator, Instant now, int limit);

  /**
   * {@return as {@link #waiting}, without the violations that are assigned to another moderator and
   * due later than this instant}
   *
   * @param filter the filter; its times are those of withholding
   * @param moderator the moderator's name
   * @param now the current time
   * @param limit the maximum number, 1 to {@value PageRequest#MAX_LIMIT}
   */
  List<Versioned<Violation>> claimable(
      ViolationFilter filter, String moderator, Instant now, int limit);

  /**
   * Deletes a violation permanently, including its audit trail. Idempotent. A concurrent replace
   * fails because the violation does not exist.
   *
   * @param id the violation's id
   * @return whether it existed
   */
  boolean delete(ViolationId id);

  /**
   * {@return the number of withheld messages of a stream: its violations in every state except
   * DISMISSED and REPORTED} It includes each write that has returned. The cost does not grow with
   * the violations. A violation whose retention has ended may stay counted until {@link
   * #recountWithheld}.
   *
   * @param streamId the stream's id
   */
  long countWithheld(String streamId);

  /**
   * Counts the withheld messages of a stream one by one, and corrects the number that the store
   * keeps. For operators; the cost grows with the violations. Idempotent, and exact with concurrent
   * writes. A store that keeps no number returns {@link #countWithheld}.
   *
   * @param streamId the stream's id
   * @return the numbers before and after
   * @throws io.spillway.ports.PortException TRANSIENT if concurrent writes changed the stream
   *     during each attempt
   */
  default Recount<Long> recountWithheld(String streamId) {
    long withheld = countWithheld(streamId);
    return new Recount<>(withheld, withheld);
  }

  /**
   * {@return the number of violations that match a filter, at most the limit}
   *
   * @param filter the filter
   * @param limit the number up to which violations are counted, 1 or more; the cost grows with it
   */
  int count(ViolationFilter filter, int limit);
}
