package io.spillway.local.host;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Minimum rate of a request's body, so that slow senders cannot occupy every thread: {@value
 * #LEAST_RATE} bytes a second on average, after {@link #GRACE}.
 */
final class BodyPace {

  static final int LEAST_RATE = 1_024;
  static final Duration GRACE = Duration.ofSeconds(5);

  private final LongSupplier nanoTime;
  private final long start;

  /** Starts the measurement. */
  BodyPace(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
  }

  /** Rejects a body with too few bytes received so far. */
  void check(long bytes) {
    double late = (nanoTime.getAsLong() - start - GRACE.toNanos()) / 1e9;
    if (late > 0 && bytes < late * LEAST_RATE) {
      throw new HttpRefusal(Problems.slowBody());
    }
  }
}
