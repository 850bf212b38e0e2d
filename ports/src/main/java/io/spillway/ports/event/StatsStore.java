package io.spillway.ports.event;

import io.spillway.ports.Monitored;
import java.time.Duration;

/**
 * The exact totals of each stream.
 *
 * <p>An event counts once, ever, whatever is delivered again: a marker for it is written in the
 * same atomic step as the totals. Markers are kept for at least {@link #MARKER_RETENTION}. Safe for
 * use by many threads. Each method throws {@link io.spillway.ports.PortException} with {@code
 * stats.unavailable} (TRANSIENT), {@code stats.throttled} (THROTTLED), {@code stats.rejected}
 * (PERMANENT: a wrong set-up), or {@code stats.full} (THROTTLED) at an adapter's own bound. After a
 * TRANSIENT failure the event may have been counted; counting it again is safe.
 */
public interface StatsStore extends Monitored {

  /**
   * How long an event's marker is kept at the least: as long as a queue and then the dead letters
   * may hold the event, and a week.
   */
  Duration MARKER_RETENTION = Duration.ofDays(7 + 90 + 7);

  /**
   * Counts an event unless it has been counted.
   *
   * @return whether it was counted by this call
   */
  boolean apply(StreamEvent event);

  /** The totals of a stream; {@link StreamTotals#NONE} for one that was never seen. */
  StreamTotals totals(String streamId);
}
