package io.spillway.adapters.inmemory;

import io.spillway.ports.Health;
import io.spillway.ports.event.CountResult;
import io.spillway.ports.event.EventType;
import io.spillway.ports.event.Milestones;
import io.spillway.ports.event.StatsStore;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.event.StreamTotals;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The totals of each stream, in memory. An event's marker is dropped once it is older than {@link
 * StatsStore#MARKER_RETENTION}.
 */
public final class InMemoryStatsStore implements StatsStore {

  /** Most markers held unless told otherwise: one for each event of the retention. */
  public static final int DEFAULT_MAX = 1_000_000;

  private final InstantSource clock;
  private final Capacity bound;
  private final Map<String, StreamTotals> totals = new HashMap<>();

  /** Of each event, in the order in which they were counted. */
  private final Map<String, Marker> markers = new LinkedHashMap<>();

  private record Marker(Instant at, @Nullable Long milestone) {}

  /**
   * Holds at most {@link #DEFAULT_MAX} markers.
   *
   * @param clock by which markers expire
   */
  public InMemoryStatsStore(InstantSource clock) {
    this(clock, DEFAULT_MAX);
  }

  /**
   * Holds as many as it is told.
   *
   * @param clock by which markers expire
   * @param max most markers held, 1 or more; one more event is refused with {@code stats.full}
   */
  public InMemoryStatsStore(InstantSource clock, int max) {
    this.clock = clock;
    bound = new Capacity("stats", max);
  }

  @Override
  public synchronized CountResult apply(StreamEvent event, Milestones followers) {
    Instant now = clock.instant();
    dropMarkersBefore(now.minus(MARKER_RETENTION));
    String key = event.streamId() + "~" + event.eventId();
    boolean follow = event.detail().kind() == EventType.FOLLOW;
    Marker before = markers.get(key);
    if (before != null) {
      return new CountResult(false, follow ? before.milestone() : null);
    }
    bound.checkRoom(markers.size());
    StreamTotals after = totals(event.streamId()).plus(event.detail());
    Long milestone = follow && followers.include(after.followers()) ? after.followers() : null;
    totals.put(event.streamId(), after);
    markers.put(key, new Marker(now, milestone));
    return new CountResult(true, milestone);
  }

  @Override
  public synchronized StreamTotals totals(String streamId) {
    return totals.getOrDefault(streamId, StreamTotals.NONE);
  }

  @Override
  public synchronized Health health() {
    return bound.health(markers.size());
  }

  private void dropMarkersBefore(Instant end) {
    var oldest = markers.values().iterator();
    while (oldest.hasNext() && oldest.next().at().isBefore(end)) {
      oldest.remove();
    }
  }
}
