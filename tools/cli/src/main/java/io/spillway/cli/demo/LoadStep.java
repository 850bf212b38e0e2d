package io.spillway.cli.demo;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What came of one rate. Safe for use by many threads.
 *
 * <p>An answer's time counts from the moment at which its request was due, whenever it could really
 * be sent: a server that makes its clients wait does not get the wait for nothing.
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

  /** Requests a second, as they were due. */
  int rate() {
    return rate;
  }

  void offered() {
    offered.incrementAndGet();
  }

  /** Notes an answer; a refusal must tell when to come again. */
  void answered(int status, boolean hasRetryAfter, long nanos) {
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

  /** Notes a request that nothing came back for. */
  void unanswered() {
    failed.incrementAndGet();
  }

  void ended(double afterSeconds) {
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

  /** Neither accepted nor refused: no answer, or one that nobody expected. */
  long failed() {
    return failed.get();
  }

  double acceptedPerSecond() {
    return seconds == 0 ? 0 : accepted.get() / seconds;
  }

  /** Whether less than nine tenths were accepted. */
  boolean isSaturated() {
    return accepted.get() < 0.9 * offered.get();
  }

  double millis(double percent) {
    return latencies.millis(percent);
  }
}
