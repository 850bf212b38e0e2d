package io.spillway.ports.notification;

import io.spillway.ports.Monitored;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Replacement;
import io.spillway.ports.Versioned;
import io.spillway.ports.event.StatsStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Outbox of notifications. A sent notification stays, as the record and so that it is not added
 * again, for {@link #RETENTION} after its last write.
 *
 * <p>Each method is atomic, and writes are visible to readers as soon as they return. Thread-safe.
 * Each throws {@link io.spillway.ports.PortException} with {@code notifications.unavailable}
 * (TRANSIENT), {@code notifications.throttled} (THROTTLED), {@code notifications.rejected}
 * (PERMANENT: a configuration error), or {@code notifications.full} (THROTTLED) at an adapter's own
 * limit. A write fails with {@code notifications.partition-full} (PERMANENT) while the lane's
 * partition in the database is full. After a TRANSIENT failure, a write may have been applied.
 */
public interface NotificationStore extends Monitored {

  /**
   * Retention after the last write: an event that is not counted again is not announced again
   * either.
   */
  Duration RETENTION = StatsStore.MARKER_RETENTION;

  /**
   * Adds a notification unless its id exists, in any state. Idempotent: of any number of calls with
   * one id, the first one wins and all return the stored notification.
   *
   * @param notification the notification
   * @return the stored notification
   */
  Versioned<Notification> add(Notification notification);

  /**
   * {@return the notification with this id; empty also for text that is not a valid id}
   *
   * @param id any text
   */
  Optional<Versioned<Notification>> find(String id);

  /**
   * Replaces a notification if its version is current (compare-and-set). Of two callers with the
   * same version, exactly one gets {@code Replaced}.
   *
   * @param notification the new value, with the same id
   * @param version the version that was read; an unknown version is stale
   * @return {@code Replaced} with the new version, or {@code Stale} with the current value
   * @throws java.util.NoSuchElementException if no notification has this id
   */
  Replacement<Notification> replace(Notification notification, String version);

  /**
   * {@return the notifications that match a filter, newest first, then by id in descending order}
   *
   * @param filter the filter
   * @param page the page
   * @throws io.spillway.ports.InvalidCursorException if the cursor is malformed or belongs to
   *     another filter
   */
  Page<Versioned<Notification>> list(NotificationFilter filter, PageRequest page);

  /**
   * {@return pending notifications that are due, the longest due first}
   *
   * @param kind the kind
   * @param until the latest time of the next attempt, inclusive
   * @param except the lanes that are left out, at most {@value PageRequest#MAX_LIMIT}
   * @param limit the maximum number, 1 to {@value PageRequest#MAX_LIMIT}
   */
  List<Versioned<Notification>> due(
      NotificationKind kind, Instant until, Set<String> except, int limit);

  /**
   * {@return pending notifications, due or not, in the order of their creation, then by id}
   *
   * @param kind the kind
   * @param lane the lane; null for all
   * @param limit the maximum number, 1 to {@value PageRequest#MAX_LIMIT}
   */
  List<Versioned<Notification>> waiting(NotificationKind kind, @Nullable String lane, int limit);

  /**
   * {@return the number of notifications, at most the limit}
   *
   * @param kind the kind
   * @param state the state
   * @param limit the number up to which notifications are counted, 1 or more
   */
  int count(NotificationKind kind, NotificationState state, int limit);
}
