package io.spillway.adapters.azure.queue;

import io.spillway.ports.queue.WorkQueue;
import java.time.Duration;

/**
 * A time as the queue service knows it, in whole seconds. Part of a second is rounded up, since
 * what is hidden must not be seen too early.
 */
record WholeSeconds(Duration duration) {

  private static final Duration ONE = Duration.ofSeconds(1);

  static WholeSeconds of(Duration duration) {
    return new WholeSeconds(Duration.ofSeconds(duration.plusSeconds(1).minusNanos(1).toSeconds()));
  }

  /** The service wants a delay before the first delivery to be a second shorter at the least. */
  static WholeSeconds belowTimeToLive(Duration delay) {
    WholeSeconds rounded = of(delay);
    return rounded.duration.compareTo(WorkQueue.TIME_TO_LIVE) < 0
        ? rounded
        : new WholeSeconds(WorkQueue.TIME_TO_LIVE.minus(ONE));
  }
}
