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
import io.spillway.ports.event.EventLog;
import io.spillway.ports.event.StreamEvent;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** In-memory event log. */
public final class InMemoryEventLog implements EventLog {

  /** Default maximum number of events. */
  public static final int DEFAULT_MAX = 1_000_000;

  private final SortedIndex<StreamEvent> events;

  /** Creates an instance for at most {@link #DEFAULT_MAX} events. */
  public InMemoryEventLog() {
    this(DEFAULT_MAX);
  }

  /**
   * Creates an instance with a limit.
   *
   * @param max the maximum number of events, 1 or more; a further one is rejected with {@code
   *     events.full}
   */
  public InMemoryEventLog(int max) {
    this(max, Lifetime.forEver());
  }

  /**
   * Creates an instance with a limit of {@link #DEFAULT_MAX} and a retention.
   *
   * @param retention the retention periods
   * @param clock the clock that determines expiry
   */
  public InMemoryEventLog(Retention retention, InstantSource clock) {
    this(DEFAULT_MAX, new Lifetime(clock, retention.events()));
  }

  private InMemoryEventLog(int max, Lifetime lifetime) {
    events = new SortedIndex<>(new Capacity("events", max), InMemoryEventLog::places);
    events.keepFor(lifetime);
  }

  @Override
  public boolean append(StreamEvent event) {
    return events.putIfAbsent(id(event.streamId(), event.key()), event).isEmpty();
  }

  @Override
  public Optional<StreamEvent> find(String streamId, String eventKey) {
    return events.find(id(streamId, eventKey));
  }

  @Override
  public Page<StreamEvent> list(String streamId, InstantRange range, PageRequest page) {
    return events.page(Selection.inRange(streamId, range, StreamEvent::occurredAt), page);
  }

  @Override
  public Page<StreamEvent> ofActor(String actor, @Nullable String streamId, PageRequest page) {
    String shelf = shelf(actor);
    return events.page(
        new Selection<>(
            shelf,
            streamId == null ? shelf : shelf + " on " + streamId,
            TimeRange.EVER,
            event -> streamId == null || event.streamId().equals(streamId)),
        page);
  }

  @Override
  public boolean delete(String streamId, String eventKey) {
    return events.remove(id(streamId, eventKey));
  }

  @Override
  public Health health() {
    return events.health();
  }

  private static List<Place> places(StreamEvent event) {
    Place ofStream = new Place(event.streamId(), event.sortKey());
    String key = SortableTime.key(event.occurredAt(), id(event.streamId(), event.key()));
    return List.of(ofStream, new Place(shelf(event.actor()), key));
  }

  /** Returns the shelf of an actor; no stream's id has a space. */
  private static String shelf(String actor) {
    return "actor " + AuthorNames.key(actor);
  }

  private static String id(String streamId, String eventKey) {
    return streamId + "~" + eventKey;
  }
}
