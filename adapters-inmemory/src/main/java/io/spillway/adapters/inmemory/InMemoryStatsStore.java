package io.spillway.adapters.inmemory;

import io.spillway.ports.Health;
import io.spillway.ports.event.StatsStore;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.event.StreamTotals;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The totals of each stream, in memory. An event's marker is dropped once it is older than {@link
 * StatsStore#MARKER_RETENTION}.
 */
public final class InMemoryStatsStore implements StatsStore {

  /** Most markers held unless told otherwise: one for each event of the retention. */
  public static final int DEFAULT_MAX = 1_000_000;

  private final InstantSource clock;
  private final Bound bound;
  private final Map<String, StreamTotals> totals = new HashMap<>();

  /** When each event was counted, in that order. */
  private final Map<String, Instant> markers = new LinkedHashMap<>();

  /** Holds at most {@link #DEFAULT_MAX} markers. */
  public InMemoryStatsStore(InstantSource clock) {
    this(clock, DEFAULT_MAX);
  }

  /**
   * Holds as many as it is told.
   *
   * @param max most markers held, 1 or more; one more event is refused with {@code stats.full}
   */
  public InMemoryStatsStore(InstantSource clock, int max) {
    this.clock = clock;
    bound = new Bound("stats", max);
  }

  @Override
  public synchronized boolean apply(StreamEvent event) {
    Instant now = clock.instant();
    dropMarkersBefore(now.minus(MARKER_RETENTION));
    String marker = event.streamId() + "~" + event.eventId();
    if (markers.containsKey(marker)) {
      return false;
    }
    bound.checkRoom(markers.size());
    totals.put(event.streamId(), totals(event.streamId()).plus(event.detail()));
    markers.put(marker, now);
    return true;
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
    while (oldest.hasNext() && oldest.next().isBefore(end)) {
      oldest.remove();
    }
  }
}
