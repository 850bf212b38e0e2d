package io.spillway.adapters.azure.queue;

import io.spillway.ports.queue.WorkQueue;
import java.time.Duration;

/**
 * Duration in whole seconds, the precision of the queue service. Rounded up, so that a hidden
 * message does not become visible too early.
 */
record WholeSeconds(Duration duration) {

  private static final Duration ONE = Duration.ofSeconds(1);

  static WholeSeconds of(Duration duration) {
    return new WholeSeconds(Duration.ofSeconds(duration.plusSeconds(1).minusNanos(1).toSeconds()));
  }

  /**
   * Limits the delay before the first delivery, which must be at least one second shorter than the
   * time to live.
   */
  static WholeSeconds belowTimeToLive(Duration delay) {
    WholeSeconds rounded = of(delay);
    return rounded.duration.compareTo(WorkQueue.TIME_TO_LIVE) < 0
        ? rounded
        : new WholeSeconds(WorkQueue.TIME_TO_LIVE.minus(ONE));
  }
}
