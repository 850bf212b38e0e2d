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
 * Retries calls within a budget, with a circuit breaker.
 *
 * <p>The breaker counts each attempt, and no text can open it. Any response is a success;
 * throttling is a failure; another error counts according to the concurrent probe with a harmless
 * text ({@link Prober}), because the text itself may cause it.
 */
final class Resilience {

  /** Number of latest attempts that the breaker evaluates. */
  static final int WINDOW = 20;

  /** Minimum number of attempts before the breaker can open. */
  static final int LEAST_TRIES = 10;

  /** Time for which the breaker stays open. */
  static final Duration OPEN = Duration.ofSeconds(10);

  /** Number of attempts that decide whether the breaker closes. */
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
   * Makes a call, with retries.
   *
   * @throws PortException {@code classifier.breaker-open} if the breaker is open
   */
  <T> T call(Deadline deadline, Supplier<T> call) {
    return Retry.decorateSupplier(Retry.of("gemini", retries(deadline)), () -> callOnce(call))
        .get();
  }

  private <T> T callOnce(Supplier<T> call) {
    if (!breaker.tryAcquirePermission()) {
      throw new PortException(
          Failure.transientFailure(
              GeminiFailures.BREAKER_OPEN, "calls to Gemini are paused after repeated failures"));
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
      // The permission of a half-open breaker is held until the verdict is known.
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
                GeminiFailures.isOutage(thrown)
                    && requestedDelay(thrown).compareTo(deadline.room()) <= 0)
        .intervalBiFunction(
            (tries, outcome) ->
                Math.max(
                    requestedDelay(outcome.getLeft()).toMillis(),
                    Math.min(PAUSES.apply(tries), deadline.room().toMillis())))
        .build();
  }

  private static Duration requestedDelay(Throwable thrown) {
    Duration retryAfter = ((PortException) thrown).failure().retryAfter();
    return retryAfter == null ? Duration.ZERO : retryAfter;
  }
}
