package io.spillway.core.event;

import io.spillway.core.Backoff;
import java.time.Duration;

/**
 * Limits of the parking of events behind a dead letter.
 *
 * @param longestWait the time after which an event is processed regardless; 1 minute to 1 day
 * @param mostQueued the length of the queue, parked events included, from which no more are parked;
 *     1 to 1,000,000
 */
public record ParkingRules(Duration longestWait, long mostQueued) {

  /** Default of {@link #mostQueued()}. */
  public static final long DEFAULT_MOST_QUEUED = 5_000;

  /** Age up to which a cached observation of a stream or of the queue is used. */
  static final Duration TRUSTED = Duration.ofSeconds(5);

  /** Longest delay before a parked event is delivered again. */
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
   * {@return rules with the default length of the queue, {@value #DEFAULT_MOST_QUEUED}}
   *
   * @param longestWait the time after which an event is processed regardless; 1 minute to 1 day
   */
  public static ParkingRules waitingFor(Duration longestWait) {
    return new ParkingRules(longestWait, DEFAULT_MOST_QUEUED);
  }

  /**
   * Returns the delay before a parked event is delivered again: a quarter of its wait so far, 15
   * seconds to 5 minutes, limited by the longest wait.
   */
  Duration pauseAfter(Duration waited) {
    Duration pause = Backoff.quarterOf(waited, SHORTEST_PAUSE, LONGEST_PAUSE);
    Duration left = longestWait.minus(waited);
    return pause.compareTo(left) > 0 ? left : pause;
  }
}
