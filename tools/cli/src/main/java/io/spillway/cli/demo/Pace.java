package io.spillway.cli.demo;

import java.time.Duration;

/** Schedule of messages, with the last one. */
final class Pace {

  private final long start = System.nanoTime();
  private final long intervalNanos;
  private final long lengthNanos;
  private final int total;

  private Pace(long intervalNanos, long lengthNanos, int total) {
    this.intervalNanos = intervalNanos;
    this.lengthNanos = lengthNanos;
    this.total = total;
  }

  /**
   * Returns a pace that ends after the settings' length, or after {@code lines} messages if they
   * have none.
   */
  static Pace of(DemoSettings settings, int lines) {
    long interval = settings.rate() == 0 ? 0 : Duration.ofSeconds(1).toNanos() / settings.rate();
    Duration length = settings.length();
    return length == null
        ? new Pace(interval, Long.MAX_VALUE, lines)
        : new Pace(interval, length.toNanos(), Integer.MAX_VALUE);
  }

  /** Waits for the turn of a message, counted from 0. Returns false after the last. */
  boolean awaitTurn(int number) {
    long due = number * intervalNanos;
    if (number >= total || Math.max(due, elapsed()) >= lengthNanos) {
      return false;
    }
    long wait = due - elapsed();
    if (wait > 0) {
      Api.pause(Duration.ofNanos(wait));
    }
    return true;
  }

  private long elapsed() {
    return System.nanoTime() - start;
  }
}
