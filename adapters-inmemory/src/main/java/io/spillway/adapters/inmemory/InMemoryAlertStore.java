package io.spillway.adapters.inmemory;

import io.spillway.adapters.inmemory.SortedIndex.Place;
import io.spillway.adapters.inmemory.SortedIndex.Selection;
import io.spillway.ports.AuthorNames;
import io.spillway.ports.Health;
import io.spillway.ports.InstantRange;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Retention;
import io.spillway.ports.SortableTime;
import io.spillway.ports.event.Alert;
import io.spillway.ports.event.AlertStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** In-memory store of the alerts of each stream. */
public final class InMemoryAlertStore implements AlertStore {

  /** Default maximum number of alerts. */
  public static final int DEFAULT_MAX = 1_000_000;

  private final SortedIndex<Alert> alerts;

  /** Creates an instance for at most {@link #DEFAULT_MAX} alerts. */
  public InMemoryAlertStore() {
    this(DEFAULT_MAX);
  }

  /**
   * Creates an instance with a limit.
   *
   * @param max the maximum number of alerts, 1 or more; a further one is rejected with {@code
   *     alerts.full}
   */
  public InMemoryAlertStore(int max) {
    this(max, Lifetime.forEver());
  }

  /**
   * Creates an instance with a limit of {@link #DEFAULT_MAX} and a retention.
   *
   * @param retention the retention periods
   * @param clock the clock that determines expiry
   */
  public InMemoryAlertStore(Retention retention, InstantSource clock) {
    this(DEFAULT_MAX, new Lifetime(clock, retention.events()));
  }

  private InMemoryAlertStore(int max, Lifetime lifetime) {
    alerts = new SortedIndex<>(new Capacity("alerts", max), InMemoryAlertStore::places);
    alerts.keepFor(lifetime);
  }

  @Override
  public boolean add(Alert alert) {
    return alerts.putIfAbsent(alert.streamId() + "~" + alert.alertId(), alert).isEmpty();
  }

  @Override
  public Optional<Alert> find(String streamId, String alertId) {
    return alerts.find(streamId + "~" + alertId);
  }

  @Override
  public Page<Alert> list(String streamId, InstantRange range, PageRequest page) {
    return alerts.page(Selection.inRange(streamId, range, Alert::occurredAt), page);
  }

  @Override
  public Page<Alert> ofActor(String actor, @Nullable String streamId, PageRequest page) {
    String shelf = shelf(actor);
    return alerts.page(
        new Selection<>(
            shelf,
            streamId == null ? shelf : shelf + " on " + streamId,
            TimeRange.EVER,
            alert -> streamId == null || alert.streamId().equals(streamId)),
        page);
  }

  @Override
  public boolean delete(String streamId, String alertId) {
    return alerts.remove(streamId + "~" + alertId);
  }

  @Override
  public Health health() {
    return alerts.health();
  }

  private static List<Place> places(Alert alert) {
    Place ofStream = new Place(alert.streamId(), alert.sortKey());
    if (alert.actor() == null) {
      return List.of(ofStream);
    }
    String id = alert.streamId() + "~" + alert.alertId();
    return List.of(
        ofStream, new Place(shelf(alert.actor()), SortableTime.key(alert.occurredAt(), id)));
  }

  /** Returns the shelf of an actor; no stream's id has a space. */
  private static String shelf(String actor) {
    return "actor " + AuthorNames.key(actor);
  }
}
