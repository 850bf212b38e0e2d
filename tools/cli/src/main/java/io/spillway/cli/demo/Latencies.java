package io.spillway.cli.demo;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SynchronizedHistogram;

/** Histogram of latencies, to three digits. Thread-safe. */
final class Latencies {

  private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(1);
  private static final int DIGITS = 3;
  private static final double MICROS_IN_MILLI = 1_000;

  private final Histogram micros = new SynchronizedHistogram(LONGEST_MICROS, DIGITS);

  /** Records a latency; longer ones count as a minute. */
  void add(long nanos) {
    micros.recordValue(Math.min(LONGEST_MICROS, TimeUnit.NANOSECONDS.toMicros(nanos)));
  }

  long count() {
    return micros.getTotalCount();
  }

  /**
   * Returns a percentile in milliseconds.
   *
   * @param percent the percentile, such as 99; 100 for the maximum
   */
  double millis(double percent) {
    return micros.getValueAtPercentile(percent) / MICROS_IN_MILLI;
  }
}
