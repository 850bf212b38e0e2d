package io.spillway.adapters.azure.gemini;

import java.time.Duration;

/** A moment that does not move when somebody sets the machine's clock. */
record Deadline(long nanoTime) {

  /** Least time for a request; with less left there is no further one. */
  static final Duration LEAST_TRY = Duration.ofMillis(40);

  static Deadline in(Duration budget) {
    return new Deadline(System.nanoTime() + budget.toNanos());
  }

  Duration remaining() {
    return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
  }

  /** Time for a pause, so that there is enough for a request after it; negative for none. */
  Duration room() {
    return Duration.ofNanos(nanoTime - System.nanoTime()).minus(LEAST_TRY);
  }

  boolean hasRoom() {
    return !room().isNegative();
  }

  /** The shorter of what remains and this. */
  Duration atMost(Duration timeout) {
    Duration left = remaining();
    return left.compareTo(timeout) < 0 ? left : timeout;
  }
}
