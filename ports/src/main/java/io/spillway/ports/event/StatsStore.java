package io.spillway.ports.event;

import io.spillway.ports.Monitored;
import java.time.Duration;

/**
 * Store of the exact totals of each stream.
 *
 * <p>Each event is counted exactly once, however often it is delivered: a marker is written
 * atomically with the totals. Markers are kept for at least {@link #MARKER_RETENTION}. Thread-safe.
 * Each method throws {@link io.spillway.ports.PortException} with {@code stats.unavailable}
 * (TRANSIENT), {@code stats.throttled} (THROTTLED), {@code stats.rejected} (PERMANENT: a
 * configuration error), or {@code stats.full} (THROTTLED) at an adapter's own limit. A write fails
 * with {@code stats.partition-full} (PERMANENT) while the stream's partition in the database is
 * full. After a TRANSIENT failure the event may have been counted; counting it again is safe.
 */
public interface StatsStore extends Monitored {

  /**
   * Minimum retention of an event's marker: the maximum time in a queue, plus that in the dead
   * letters, plus a week.
   */
  Duration MARKER_RETENTION = Duration.ofDays(7 + 90 + 7);

  /**
   * Counts an event unless it has been counted. A milestone that a follow reaches is recorded in
   * its marker, in the same atomic step: exactly one event reaches each milestone, and repeated
   * calls return it while the marker exists. The milestones of the first call apply.
   *
   * @param event the event
   * @param followers the milestones of the number of followers
   * @return whether this call counted it, and the milestone that it reached
   */
  CountResult apply(StreamEvent event, Milestones followers);

  /**
   * Counts an event unless it has been counted, without milestones.
   *
   * @param event the event
   * @return whether this call counted it
   */
  default boolean apply(StreamEvent event) {
    return apply(event, Milestones.NONE).byThisCall();
  }

  /**
   * {@return the totals of a stream; {@link StreamTotals#NONE} for an unknown stream}
   *
   * @param streamId the stream's id
   */
  StreamTotals totals(String streamId);
}
