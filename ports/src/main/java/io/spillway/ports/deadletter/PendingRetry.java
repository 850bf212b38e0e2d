package io.spillway.ports.deadletter;

import io.spillway.ports.SortableTime;
import java.time.Instant;

/**
 * Automatic retry of an event whose dependency was unavailable.
 *
 * @param activity the name of the first activity that failed
 * @param since the time of the first dead-lettering of these retries, in microseconds
 * @param next the time from which the next retry can start, in microseconds; for a running one the
 *     time from which another process can continue it
 * @param retries the number of failed automatic retries, 0 or more
 */
public record PendingRetry(String activity, Instant since, Instant next, int retries) {

  public PendingRetry {
    if (activity.isEmpty()) {
      throw new IllegalArgumentException("activity must not be empty");
    }
    since = SortableTime.stored(since);
    next = SortableTime.stored(next);
    if (retries < 0) {
      throw new IllegalArgumentException("retries must not be negative: " + retries);
    }
  }

  /**
   * {@return the same retry at another time}
   *
   * @param time {@link #next()}
   */
  public PendingRetry at(Instant time) {
    return new PendingRetry(activity, since, time, retries);
  }
}
