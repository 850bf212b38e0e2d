package io.spillway.adapters.azure.gemini;

import java.time.Duration;

/** Deadline on the monotonic clock, unaffected by changes of the system clock. */
record Deadline(long nanoTime) {

  /** Minimum remaining time for a request. */
  static final Duration LEAST_TRY = Duration.ofMillis(40);

  static Deadline in(Duration budget) {
    return new Deadline(System.nanoTime() + budget.toNanos());
  }

  Duration remaining() {
    return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
  }

  /** Returns the time available for a delay before another request; negative for none. */
  Duration room() {
    return Duration.ofNanos(nanoTime - System.nanoTime()).minus(LEAST_TRY);
  }

  boolean hasRoom() {
    return !room().isNegative();
  }

  /** Returns the shorter of the remaining time and a timeout. */
  Duration atMost(Duration timeout) {
    Duration left = remaining();
    return left.compareTo(timeout) < 0 ? left : timeout;
  }
}
