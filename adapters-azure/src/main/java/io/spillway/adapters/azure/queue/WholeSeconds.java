package io.spillway.adapters.azure.queue;

import io.spillway.ports.queue.WorkQueue;
import java.time.Duration;

/**
 * A time as the queue service knows it, in whole seconds. Part of a second is rounded up, since
 * what is hidden must not be seen too early.
 */
record WholeSeconds(Duration duration) {

  private static final Duration ONE = Duration.ofSeconds(1);

  static WholeSeconds ofDelayBeforeDelivery(Duration delay) {
    WholeSeconds rounded =
        checked("delay", delay, Duration.ZERO, WorkQueue.MAX_DELAY.minusNanos(1));
    // The service wants it below the time to live, by a second at least.
    return rounded.duration.equals(WorkQueue.MAX_DELAY)
        ? new WholeSeconds(WorkQueue.MAX_DELAY.minus(ONE))
        : rounded;
  }

  static WholeSeconds ofDelayAfterRelease(Duration delay) {
    return checked("delay", delay, Duration.ZERO, WorkQueue.MAX_DELAY);
  }

  static WholeSeconds ofVisibility(Duration visibility) {
    return checked("visibility", visibility, ONE, WorkQueue.MAX_DELAY);
  }

  private static WholeSeconds checked(String field, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          field + " must be " + least + " to " + most + ": " + value);
    }
    return new WholeSeconds(Duration.ofSeconds(value.plusSeconds(1).minusNanos(1).toSeconds()));
  }
}
