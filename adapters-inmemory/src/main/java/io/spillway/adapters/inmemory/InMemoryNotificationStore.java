package io.spillway.adapters.inmemory;

import io.spillway.adapters.inmemory.SortedIndex.Place;
import io.spillway.adapters.inmemory.SortedIndex.Selection;
import io.spillway.ports.Health;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Replacement;
import io.spillway.ports.Versioned;
import io.spillway.ports.notification.Notification;
import io.spillway.ports.notification.NotificationFilter;
import io.spillway.ports.notification.NotificationKind;
import io.spillway.ports.notification.NotificationState;
import io.spillway.ports.notification.NotificationStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** In-memory outbox of notifications. */
public final class InMemoryNotificationStore implements NotificationStore {

  /** Default maximum number of notifications. */
  public static final int DEFAULT_MAX = 1_000_000;

  private static final String ALL = "all";

  private final SortedIndex<Versioned<Notification>> notifications;
  private final VersionedIndex<Notification> versioned;

  /**
   * Creates an instance for at most {@link #DEFAULT_MAX} notifications.
   *
   * @param clock the clock that determines expiry
   */
  public InMemoryNotificationStore(InstantSource clock) {
    this(clock, DEFAULT_MAX);
  }

  /**
   * Creates an instance with a limit.
   *
   * @param clock the clock that determines expiry
   * @param max the maximum number of notifications, 1 or more; a further one is rejected with
   *     {@code notifications.full}
   */
  public InMemoryNotificationStore(InstantSource clock, int max) {
    notifications =
        new SortedIndex<>(new Capacity("notifications", max), held -> places(held.value()));
    versioned = new VersionedIndex<>(notifications, Notification::id, "notification");
    notifications.keepFor(new Lifetime(clock, RETENTION));
  }

  @Override
  public Versioned<Notification> add(Notification notification) {
    return versioned.add(notification);
  }

  @Override
  public Optional<Versioned<Notification>> find(String id) {
    return versioned.find(id);
  }

  @Override
  public Replacement<Notification> replace(Notification notification, String version) {
    return versioned.replace(notification, version);
  }

  @Override
  public Page<Versioned<Notification>> list(NotificationFilter filter, PageRequest page) {
    String shelf = filter.streamId() == null ? ALL : ofLane(filter.streamId());
    return notifications.page(
        new Selection<>(
            shelf,
            "notifications by " + filter,
            TimeRange.EVER,
            held -> passes(filter, held.value())),
        page);
  }

  @Override
  public List<Versioned<Notification>> due(
      NotificationKind kind, Instant until, Set<String> except, int limit) {
    return notifications.lowest(
        "due " + kind,
        held ->
            !held.value().delivery().nextAttemptAt().isAfter(until)
                && !except.contains(held.value().lane()),
        PageRequest.first(limit).limit());
  }

  @Override
  public List<Versioned<Notification>> waiting(
      NotificationKind kind, @Nullable String lane, int limit) {
    String shelf = lane == null ? waiting(kind) : waiting(kind) + " on " + lane;
    return notifications.lowest(shelf, PageRequest.first(limit).limit());
  }

  @Override
  public int count(NotificationKind kind, NotificationState state, int limit) {
    return Math.min(notifications.size(kind + " " + state), limit);
  }

  @Override
  public Health health() {
    return notifications.health();
  }

  private static boolean passes(NotificationFilter filter, Notification notification) {
    return (filter.kind() == null || filter.kind() == notification.kind())
        && (filter.state() == null || filter.state() == notification.state());
  }

  private static List<Place> places(Notification notification) {
    String key = notification.sortKey();
    NotificationKind kind = notification.kind();
    List<Place> places = new ArrayList<>();
    places.add(new Place(ALL, key));
    places.add(new Place(ofLane(notification.lane()), key));
    places.add(new Place(kind + " " + notification.state(), key));
    if (notification.state() == NotificationState.PENDING) {
      places.add(new Place("due " + kind, notification.dueKey()));
      places.add(new Place(waiting(kind), key));
      places.add(new Place(waiting(kind) + " on " + notification.lane(), key));
    }
    return places;
  }

  private static String ofLane(String lane) {
    return "lane " + lane;
  }

  private static String waiting(NotificationKind kind) {
    return "waiting " + kind;
  }
}
