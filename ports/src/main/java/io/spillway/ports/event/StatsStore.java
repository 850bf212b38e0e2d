package io.spillway.ports.event;

import io.spillway.ports.Monitored;
import java.time.Duration;

/**
 * Store of the exact totals of each stream.
 *
 * <p>Each event is counted exactly once, however often it is delivered: a marker is written
 * atomically with the totals. It records what the event added. Markers are kept for at least {@link
 * #REVERSIBLE}. An event is identified by its stream and its {@link StreamEvent#key()}.
 *
 * <p>An {@link EventDetail.Reversal} undoes exactly what the event with its {@link
 * EventDetail.Reversal#reversedKey()} added on the same stream, and is itself counted as an event.
 * The order of arrival does not matter: the event of an earlier reversal is counted and undone in
 * one atomic step. Only the first reversal of an event has an effect; further ones, reversals of
 * reversals, and reversals of events that never arrive are counted without an effect. {@link
 * StreamTotals#reversed()} has the undone numbers, and totals are never negative.
 *
 * <p>Thread-safe. Each method throws {@link io.spillway.ports.PortException} with {@code
 * stats.unavailable} (TRANSIENT), {@code stats.throttled} (THROTTLED), {@code stats.rejected}
 * (PERMANENT: a configuration error or a damaged document), or {@code stats.full} (THROTTLED) at an
 * adapter's own limit. A write fails with {@code stats.partition-full} (PERMANENT) while the
 * stream's partition in the database is full, with {@code stats.overflow} (PERMANENT) if a total,
 * with what was reversed, would exceed {@link StreamTotals#MAX_TOTAL}, and with {@code
 * stats.not-reversible} (PERMANENT) for the reversal of an event that was counted by a version
 * without reversals, which did not record what it added. A PERMANENT failure changes nothing. After
 * a TRANSIENT failure the event may have been counted; counting it again is safe.
 */
public interface StatsStore extends Monitored {

  /**
   * Minimum time during which an event can be delivered: the maximum time in a queue, plus that in
   * the dead letters, plus a week.
   */
  Duration MARKER_RETENTION = Duration.ofDays(7 + 90 + 7);

  /**
   * Minimum retention of an event's marker, and so the time in which the event can be reversed:
   * refunds and chargebacks arrive within about 180 days. At least {@link #MARKER_RETENTION}.
   */
  Duration REVERSIBLE = Duration.ofDays(200);

  /**
   * Counts an event unless it has been counted.
   *
   * <p>Exactly one event reaches each milestone, and it is recorded in its marker: repeated calls
   * return it while the marker exists, even after a reversal. A milestone is reached once all calls
   * that counted the follows so far have returned. Of concurrent follows any one may reach it. If a
   * call fails after it counted the follow that completes a milestone, this milestone is reached by
   * its repetition, or by that of any follow that has reached none, or by a later follow. The
   * milestones of the first call apply. Milestones are numbers of followers after reversals; a
   * number that the stream has had before is not reached again, and a follow whose reversal arrived
   * first reaches none.
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
