package io.spillway.core.event;

import java.time.Duration;

/**
 * How long events wait behind a dead letter of their stream.
 *
 * @param longestWait after which an event goes on all the same; 1 minute to 1 day
 * @param mostQueued with so many in the queue, waiting ones included, no more are put back; 1 to
 *     1,000,000
 */
public record ParkingRules(Duration longestWait, long mostQueued) {

  /** How many are in the queue at most, when nothing else is said. */
  public static final long DEFAULT_MOST_QUEUED = 5_000;

  /** For how long what was seen of a stream, or of the queue, is taken to be so still. */
  static final Duration TRUSTED = Duration.ofSeconds(5);

  /** No event is hidden for longer before it looks again. */
  static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(15);

  public ParkingRules {
    if (longestWait.compareTo(Duration.ofMinutes(1)) < 0
        || longestWait.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException("longestWait must be 1 minute to 1 day: " + longestWait);
    }
    if (mostQueued < 1 || mostQueued > 1_000_000) {
      throw new IllegalArgumentException("mostQueued must be 1 to 1000000: " + mostQueued);
    }
  }

  /**
   * {@return rules by which at most {@value #DEFAULT_MOST_QUEUED} are in the queue}
   *
   * @param longestWait after which an event goes on all the same; see {@link #longestWait()} for
   *     its bounds
   */
  public static ParkingRules waitingFor(Duration longestWait) {
    return new ParkingRules(longestWait, DEFAULT_MOST_QUEUED);
  }

  /**
   * How long an event is hidden before it looks again: a quarter of how long it has waited, 15
   * seconds to 5 minutes, and not beyond the longest wait.
   */
  Duration pauseAfter(Duration waited) {
    Duration pause = waited.dividedBy(4);
    pause = pause.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : pause;
    pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    Duration left = longestWait.minus(waited);
    return pause.compareTo(left) > 0 ? left : pause;
  }
}
