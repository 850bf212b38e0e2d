package io.spillway.cli.demo;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Figures of one rate. Thread-safe.
 *
 * <p>Latency is measured from the time at which a request was due, not sent, so that a slow server
 * cannot hide its queueing (coordinated omission).
 */
final class LoadStep {

  private final int rate;
  private final Latencies latencies = new Latencies();
  private final AtomicLong offered = new AtomicLong();
  private final AtomicLong accepted = new AtomicLong();
  private final AtomicLong throttled = new AtomicLong();
  private final AtomicLong unavailable = new AtomicLong();
  private final AtomicLong withoutRetryAfter = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private volatile double seconds;

  LoadStep(int rate) {
    this.rate = rate;
  }

  /** Returns the due requests per second. */
  int rate() {
    return rate;
  }

  void recordOffered() {
    offered.incrementAndGet();
  }

  /** Records a response; a rejection must have a Retry-After. */
  void recordAnswer(int status, boolean hasRetryAfter, long nanos) {
    latencies.add(nanos);
    if (status == 503 || status == 429) {
      (status == 429 ? throttled : unavailable).incrementAndGet();
      if (!hasRetryAfter) {
        withoutRetryAfter.incrementAndGet();
      }
    } else if (status < 300) {
      accepted.incrementAndGet();
    } else {
      failed.incrementAndGet();
    }
  }

  /** Records a request without a response. */
  void recordUnanswered() {
    failed.incrementAndGet();
  }

  void end(double afterSeconds) {
    seconds = afterSeconds;
  }

  long answered() {
    return latencies.count();
  }

  long count() {
    return offered.get();
  }

  long accepted() {
    return accepted.get();
  }

  long throttled() {
    return throttled.get();
  }

  long unavailable() {
    return unavailable.get();
  }

  long withoutRetryAfter() {
    return withoutRetryAfter.get();
  }

  /**
   * Returns requests that were neither accepted nor rejected: no response, or an unexpected one.
   */
  long failed() {
    return failed.get();
  }

  double acceptedPerSecond() {
    return seconds == 0 ? 0 : accepted.get() / seconds;
  }

  /** Returns whether less than nine tenths were accepted. */
  boolean isSaturated() {
    return accepted.get() < 0.9 * offered.get();
  }

  double millis(double percent) {
    return latencies.millis(percent);
  }
}
