package io.spillway.core;

import io.spillway.ports.Failure;
import java.time.Duration;

/** Growing pauses between attempts. Pure functions. */
public final class Backoff {

  private static final int MOST_DOUBLINGS = 20;

  private Backoff() {}

  /**
   * {@return a pause that doubles with each repetition}
   *
   * @param first the first pause
   * @param repetitions the number of pauses before, 0 or more
   * @param longest the longest pause
   */
  public static Duration exponential(Duration first, int repetitions, Duration longest) {
    return shorter(longest, first.multipliedBy(1L << Math.min(repetitions, MOST_DOUBLINGS)));
  }

  /**
   * {@return a quarter of a wait so far, within limits}
   *
   * @param waited the wait so far
   * @param shortest the shortest pause
   * @param longest the longest pause
   */
  public static Duration quarterOf(Duration waited, Duration shortest, Duration longest) {
    return shorter(longest, longer(shortest, waited.dividedBy(4)));
  }

  /**
   * {@return a pause, or the one that a failure asks for if that is longer}
   *
   * @param pause the pause
   * @param failure the failure
   */
  public static Duration orAsked(Duration pause, Failure failure) {
    Duration asked = failure.retryAfter();
    return asked == null ? pause : longer(asked, pause);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
