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
 * In-memory store of stream totals. An event's marker is dropped once it is older than {@link
 * StatsStore#MARKER_RETENTION}.
 */
public final class InMemoryStatsStore implements StatsStore {

  /** Default maximum number of markers: one for each event of the retention. */
  public static final int DEFAULT_MAX = 1_000_000;

  private final InstantSource clock;
  private final Capacity bound;
  private final Map<String, StreamTotals> totals = new HashMap<>();

  /** Markers of events, in the order of counting. */
  private final Map<String, Marker> markers = new LinkedHashMap<>();

  private record Marker(Instant at, @Nullable Long milestone) {}

  /**
   * Creates an instance for at most {@link #DEFAULT_MAX} markers.
   *
   * @param clock the clock that determines the expiry of markers
   */
  public InMemoryStatsStore(InstantSource clock) {
    this(clock, DEFAULT_MAX);
  }

  /**
   * Creates an instance with a limit.
   *
   * @param clock the clock that determines the expiry of markers
   * @param max the maximum number of markers, 1 or more; a further event is rejected with {@code
   *     stats.full}
   */
  public InMemoryStatsStore(InstantSource clock, int max) {
    this.clock = clock;
    bound = new Capacity("stats", max);
  }

  @Override
  public synchronized CountResult apply(StreamEvent event, Milestones followers) {
    Instant now = clock.instant();
    dropMarkersBefore(now.minus(MARKER_RETENTION));
    String key = event.streamId() + "~" + event.key();
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
