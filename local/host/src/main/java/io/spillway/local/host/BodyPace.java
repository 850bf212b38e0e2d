package io.spillway.local.host;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Least pace of a request's body, so that a few slow senders cannot hold every thread: {@value
 * #LEAST_RATE} bytes a second on average, once {@link #GRACE} is over.
 */
final class BodyPace {

  static final int LEAST_RATE = 1_024;
  static final Duration GRACE = Duration.ofSeconds(5);

  private final LongSupplier nanoTime;
  private final long start;

  /** Begins now. */
  BodyPace(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
  }

  /** Refuses a body of which so many bytes have come by now, when that is too few. */
  void check(long bytes) {
    double late = (nanoTime.getAsLong() - start - GRACE.toNanos()) / 1e9;
    if (late > 0 && bytes < late * LEAST_RATE) {
      throw new HttpRefusal(Problems.slowBody());
    }
  }
}
