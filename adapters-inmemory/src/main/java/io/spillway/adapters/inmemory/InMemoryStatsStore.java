package io.spillway.adapters.inmemory;

import io.spillway.ports.Failure;
import io.spillway.ports.Health;
import io.spillway.ports.PortException;
import io.spillway.ports.event.Contribution;
import io.spillway.ports.event.CountResult;
import io.spillway.ports.event.EventDetail;
import io.spillway.ports.event.EventType;
import io.spillway.ports.event.Milestones;
import io.spillway.ports.event.StatsStore;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.event.StreamTotals;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * In-memory store of stream totals. An event's marker is dropped once it is older than {@link
 * StatsStore#REVERSIBLE}.
 */
public final class InMemoryStatsStore implements StatsStore {

  /** Default maximum number of markers: one for each event of the retention. */
  public static final int DEFAULT_MAX = 1_000_000;

  private final ExpiringMap<Marker> markers;
  private final Map<String, StreamTotals> totals = new HashMap<>();

  /** Highest number of followers before a reversal of a follow, by stream. */
  private final Map<String, Long> followerPeaks = new HashMap<>();

  /**
   * Marker of an event, or note of its reversal.
   *
   * @param added the event's contribution; null if it has not arrived
   * @param reversed whether a reversal of it has arrived
   */
  private record Marker(@Nullable Contribution added, boolean reversed, @Nullable Long milestone) {}

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
    markers = new ExpiringMap<>(new Capacity("stats", max), clock, REVERSIBLE);
  }

  @Override
  public synchronized CountResult apply(StreamEvent event, Milestones followers) {
    markers.dropExpired();
    String key = key(event.streamId(), event.key());
    boolean follow = event.detail().kind() == EventType.FOLLOW;
    Marker before = markers.get(key);
    if (before != null && before.added() != null) {
      return new CountResult(false, follow ? before.milestone() : null);
    }
    checkRoom(event, before);
    StreamTotals held = totals(event.streamId());
    Contribution part = held.contribution(event.detail());
    StreamTotals after = plus(held, part);
    boolean reversed = before != null && part.type() != EventType.REVERSAL;
    if (reversed) {
      after = after.minus(part);
    }
    Long milestone =
        follow && !reversed && isReached(event.streamId(), after.followers(), followers)
            ? after.followers()
            : null;
    totals.put(event.streamId(), after);
    markers.add(key, new Marker(part, before != null, milestone));
    if (event.detail() instanceof EventDetail.Reversal reversal) {
      reverse(event.streamId(), reversal.reversedKey());
    }
    return new CountResult(true, milestone);
  }

  /** Undoes what an event added, or notes its reversal for its arrival. */
  private void reverse(String streamId, String eventKey) {
    String key = key(streamId, eventKey);
    Marker target = markers.get(key);
    if (target == null) {
      markers.add(key, new Marker(null, true, null));
      return;
    }
    Contribution part = target.added();
    if (part == null || target.reversed() || part.type() == EventType.REVERSAL) {
      return;
    }
    StreamTotals before = totals(streamId);
    if (part.type() == EventType.FOLLOW) {
      followerPeaks.merge(streamId, before.followers(), Math::max);
    }
    totals.put(streamId, before.minus(part));
    markers.replace(key, new Marker(part, true, target.milestone()));
  }

  /** Checks the capacity for the event's marker and for a note that its reversal may need. */
  private void checkRoom(StreamEvent event, @Nullable Marker note) {
    int replaced = note == null ? 0 : 1;
    markers.checkRoom(-replaced);
    if (event.detail() instanceof EventDetail.Reversal reversal
        && !reversal.reversedKey().equals(event.key())
        && markers.get(key(event.streamId(), reversal.reversedKey())) == null) {
      markers.checkRoom(1 - replaced);
    }
  }

  private static StreamTotals plus(StreamTotals held, Contribution part) {
    try {
      return held.plus(part);
    } catch (ArithmeticException e) {
      throw new PortException(
          Failure.permanent("stats.overflow", "a total would exceed " + StreamTotals.MAX_TOTAL), e);
    }
  }

  private boolean isReached(String streamId, long number, Milestones followers) {
    return followers.include(number) && number > followerPeaks.getOrDefault(streamId, 0L);
  }

  private static String key(String streamId, String eventKey) {
    return streamId + "~" + eventKey;
  }

  @Override
  public synchronized StreamTotals totals(String streamId) {
    return totals.getOrDefault(streamId, StreamTotals.NONE);
  }

  @Override
  public synchronized Health health() {
    return markers.health();
  }
}
