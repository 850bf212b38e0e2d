package io.spillway.adapters.azure.gemini;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.spillway.ports.Failure;
import io.spillway.ports.PortException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.function.Supplier;

/**
 * Tries again while the budget lasts, and not at all while Gemini is known to be down.
 *
 * <p>The breaker looks at each try by itself, and no text can open it. An answer counts for Gemini,
 * whatever it says; being asked for less counts against it; any other outage counts as a harmless
 * text fares meanwhile ({@link Prober}), since a text may be slow or may break something.
 */
final class Resilience {

  /** How many of the latest tries the breaker looks at. */
  static final int WINDOW = 20;

  /** How many tries it needs before it may open. */
  static final int LEAST_TRIES = 10;

  /** How long it stays open before it lets probes through. */
  static final Duration OPEN = Duration.ofSeconds(10);

  /** How many probes decide whether it closes. */
  static final int PROBES = 3;

  private static final float FAILURE_PERCENT = 50;

  private static final IntervalFunction PAUSES =
      IntervalFunction.ofExponentialRandomBackoff(Duration.ofMillis(50), 2.0, 0.5);

  private final CircuitBreaker breaker;
  private final Prober prober;
  private final int maxTries;

  Resilience(int maxTries, Prober prober, InstantSource clock) {
    this.maxTries = maxTries;
    this.prober = prober;
    breaker =
        CircuitBreaker.of(
            "gemini",
            CircuitBreakerConfig.custom()
                .slidingWindow(
                    WINDOW, LEAST_TRIES, CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .failureRateThreshold(FAILURE_PERCENT)
                .waitDurationInOpenState(OPEN)
                .permittedNumberOfCallsInHalfOpenState(PROBES)
                .writableStackTraceEnabled(false)
                .clock(clock.withZone(ZoneOffset.UTC))
                .build());
  }

  CircuitBreaker.State state() {
    return breaker.getState();
  }

  /**
   * Makes a call, more than once when that helps.
   *
   * @throws PortException {@code classifier.breaker-open} when Gemini is not asked
   */
  <T> T call(Deadline deadline, Supplier<T> call) {
    return Retry.decorateSupplier(Retry.of("gemini", retries(deadline)), () -> counted(call)).get();
  }

  private <T> T counted(Supplier<T> call) {
    if (!breaker.tryAcquirePermission()) {
      throw new PortException(
          Failure.transientFailure(
              GeminiFailures.BREAKER_OPEN, "Gemini is not asked: its latest calls failed"));
    }
    long start = breaker.getCurrentTimestamp();
    try {
      T answer = call.get();
      breaker.onSuccess(since(start), breaker.getTimestampUnit());
      return answer;
    } catch (RuntimeException e) {
      count(start, e);
      throw e;
    }
  }

  private void count(long start, RuntimeException thrown) {
    if (!(thrown instanceof PortException failed) || !GeminiFailures.isOutage(failed)) {
      breaker.releasePermission();
    } else if (GeminiFailures.isThrottled(failed)) {
      breaker.onError(since(start), breaker.getTimestampUnit(), failed);
    } else {
      // A permission of a half-open breaker is kept until the verdict is there.
      var unused = prober.verdict().thenAccept(verdict -> count(start, failed, verdict));
    }
  }

  private void count(long start, PortException failed, Prober.Verdict verdict) {
    if (verdict == Prober.Verdict.OUT) {
      breaker.onError(since(start), breaker.getTimestampUnit(), failed);
    } else {
      breaker.onSuccess(since(start), breaker.getTimestampUnit());
    }
  }

  private long since(long start) {
    return breaker.getCurrentTimestamp() - start;
  }

  private RetryConfig retries(Deadline deadline) {
    return RetryConfig.custom()
        .maxAttempts(maxTries)
        .retryOnException(
            thrown ->
                GeminiFailures.isOutage(thrown) && asked(thrown).compareTo(deadline.room()) <= 0)
        .intervalBiFunction(
            (tries, outcome) ->
                Math.max(
                    asked(outcome.getLeft()).toMillis(),
                    Math.min(PAUSES.apply(tries), deadline.room().toMillis())))
        .build();
  }

  private static Duration asked(Throwable thrown) {
    Duration retryAfter = ((PortException) thrown).failure().retryAfter();
    return retryAfter == null ? Duration.ZERO : retryAfter;
  }
}
