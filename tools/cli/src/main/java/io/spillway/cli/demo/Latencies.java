package io.spillway.cli.demo;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SynchronizedHistogram;

/** How long answers took, to three digits. Safe for use by many threads. */
final class Latencies {

  private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(1);
  private static final int DIGITS = 3;
  private static final double MICROS_IN_MILLI = 1_000;

  private final Histogram micros = new SynchronizedHistogram(LONGEST_MICROS, DIGITS);

  /** Notes an answer; one that took more than a minute counts as one of a minute. */
  void add(long nanos) {
    micros.recordValue(Math.min(LONGEST_MICROS, TimeUnit.NANOSECONDS.toMicros(nanos)));
  }

  long count() {
    return micros.getTotalCount();
  }

  /**
   * How long the fastest answers took at the most, in milliseconds.
   *
   * @param percent how many of the answers those are, such as 99; 100 for all
   */
  double millis(double percent) {
    return micros.getValueAtPercentile(percent) / MICROS_IN_MILLI;
  }
}
