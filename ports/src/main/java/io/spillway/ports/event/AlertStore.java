package io.spillway.ports.event;

import io.spillway.ports.InstantRange;
import io.spillway.ports.Monitored;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Store of the alerts of each stream. Thread-safe. Each method throws {@link
 * io.spillway.ports.PortException} with {@code alerts.unavailable} (TRANSIENT), {@code
 * alerts.throttled} (THROTTLED), {@code alerts.rejected} (PERMANENT: a configuration error), or
 * {@code alerts.full} (THROTTLED) at an adapter's own limit. A write fails with {@code
 * alerts.partition-full} (PERMANENT) while the stream's partition in the database is full. After a
 * TRANSIENT failure, a write may have been applied; a retry is safe.
 */
public interface AlertStore extends Monitored {

  /**
   * Adds an alert unless its id exists on its stream. Idempotent.
   *
   * @param alert the alert
   * @return whether this call added it
   */
  boolean add(Alert alert);

  /**
   * {@return the alerts of a stream, newest first, then by id in descending order}
   *
   * @param streamId the stream's id
   * @param page the page
   * @throws io.spillway.ports.InvalidCursorException if the cursor is malformed or belongs to
   *     another stream
   */
  default Page<Alert> list(String streamId, PageRequest page) {
    return list(streamId, InstantRange.EVER, page);
  }

  /**
   * {@return the alerts of a stream that occurred in a range, newest first, then by id in
   * descending order}
   *
   * @param streamId the stream's id
   * @param range the range of {@link Alert#occurredAt()}
   * @param page the page
   * @throws io.spillway.ports.InvalidCursorException if the cursor is malformed or belongs to
   *     another stream or range
   */
  Page<Alert> list(String streamId, InstantRange range, PageRequest page);

  /**
   * {@return the alerts about an actor, newest first, then by stream and id in descending order}
   * Following the cursors returns each alert that exists throughout exactly once, even if others
   * are deleted.
   *
   * @param actor the actor's name, compared by {@link io.spillway.ports.AuthorNames#key}
   * @param streamId the stream's id; null for all streams
   * @param page the page
   * @throws io.spillway.ports.InvalidCursorException if the cursor is malformed or belongs to
   *     another listing
   */
  Page<Alert> ofActor(String actor, @Nullable String streamId, PageRequest page);

  /**
   * {@return the alert with this id; empty if it does not exist} By default lists the alerts of the
   * stream until it is found.
   *
   * @param streamId the stream's id
   * @param alertId the alert's id
   */
  default Optional<Alert> find(String streamId, String alertId) {
    return first(streamId, alert -> alert.alertId().equals(alertId));
  }

  /**
   * {@return the alert about the donation with this message; empty if no alert has it} By default
   * lists the alerts of the stream until it is found.
   *
   * @param streamId the stream's id
   * @param messageId {@link Alert.Cause#messageId()}
   */
  default Optional<Alert> withMessage(String streamId, String messageId) {
    return first(
        streamId, alert -> alert.cause() != null && messageId.equals(alert.cause().messageId()));
  }

  private Optional<Alert> first(String streamId, Predicate<Alert> wanted) {
    PageRequest page = PageRequest.first(PageRequest.MAX_LIMIT);
    while (true) {
      Page<Alert> found = list(streamId, page);
      Optional<Alert> first = found.items().stream().filter(wanted).findFirst();
      if (first.isPresent() || found.nextCursor() == null) {
        return first;
      }
      page = page.at(found.nextCursor());
    }
  }

  /**
   * Deletes an alert permanently. Idempotent. An alert with its id can be added again.
   *
   * @param streamId the stream's id
   * @param alertId the alert's id
   * @return whether it existed
   */
  boolean delete(String streamId, String alertId);
}
