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
 * (PERMANENT: a wrong set-up), or {@code stats.full} (THROTTLED) at an adapter's own bound. A write
 * fails with {@code stats.partition-full} (PERMANENT) while the database keeps no more under its
 * stream. After a TRANSIENT failure the event may have been counted; counting it again is safe.
 */
public interface StatsStore extends Monitored {

  /**
   * How long an event's marker is kept at the least: as long as a queue and then the dead letters
   * may hold the event, and a week.
   */
  Duration MARKER_RETENTION = Duration.ofDays(7 + 90 + 7);

  /**
   * Counts an event unless it has been counted. A follow that reaches a milestone has that written
   * into its marker, in the same atomic step: exactly one event reaches each, and it is told so
   * each time it is counted again, for as long as its marker is kept. Which milestones it was first
   * counted with is what counts.
   *
   * @param event what happened
   * @param followers the numbers of followers that are milestones
   * @return whether this call counted it, and which milestone it reached
   */
  CountResult apply(StreamEvent event, Milestones followers);

  /**
   * Counts an event unless it has been counted, without milestones.
   *
   * @param event what happened
   * @return whether it was counted by this call
   */
  default boolean apply(StreamEvent event) {
    return apply(event, Milestones.NONE).byThisCall();
  }

  /**
   * {@return the totals of a stream; {@link StreamTotals#NONE} for one that was never seen}
   *
   * @param streamId id of the stream
   */
  StreamTotals totals(String streamId);
}
