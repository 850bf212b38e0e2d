package io.spillway.adapters.azure.gemini;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
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
import java.util.function.Function;

/**
 * Tries again while the budget lasts, and not at all while Gemini is known to be down. The breaker
 * looks at each try by itself. It counts outages only: an answer that breaks the schema and a
 * refused request may be the text's doing, and no viewer must be able to switch moderation off for
 * all.
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

  /** What a try needs at least; with less left there is no further one. */
  private static final Duration LEAST_TRY = Duration.ofMillis(40);

  private static final IntervalFunction PAUSES =
      IntervalFunction.ofExponentialRandomBackoff(Duration.ofMillis(50), 2.0, 0.5);

  private final CircuitBreaker breaker;
  private final Duration budget;
  private final int maxTries;

  Resilience(GeminiSettings settings, InstantSource clock) {
    budget = settings.budget();
    maxTries = settings.maxTries();
    breaker =
        CircuitBreaker.of(
            "gemini",
            CircuitBreakerConfig.custom()
                .slidingWindow(
                    WINDOW, LEAST_TRIES, CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .failureRateThreshold(FAILURE_PERCENT)
                .waitDurationInOpenState(OPEN)
                .permittedNumberOfCallsInHalfOpenState(PROBES)
                .ignoreException(thrown -> !GeminiFailures.isOutage(thrown))
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
   * @param call is told how much of the budget is left
   */
  <T> T call(Function<Duration, T> call) {
    Deadline deadline = Deadline.in(budget);
    try {
      return Retry.decorateSupplier(
              Retry.of("gemini", retries(deadline)),
              CircuitBreaker.decorateSupplier(breaker, () -> call.apply(deadline.remaining())))
          .get();
    } catch (CallNotPermittedException e) {
      throw new PortException(
          Failure.transientFailure(
              GeminiFailures.BREAKER_OPEN, "Gemini is not asked: its latest calls failed"));
    }
  }

  private RetryConfig retries(Deadline deadline) {
    return RetryConfig.custom()
        .maxAttempts(maxTries)
        .retryOnException(
            thrown ->
                GeminiFailures.isOutage(thrown)
                    && asked(thrown).compareTo(deadline.room(LEAST_TRY)) <= 0)
        .intervalBiFunction(
            (tries, outcome) ->
                Math.max(
                    asked(outcome.getLeft()).toMillis(),
                    Math.min(PAUSES.apply(tries), deadline.room(LEAST_TRY).toMillis())))
        .build();
  }

  private static Duration asked(Throwable thrown) {
    Duration retryAfter = ((PortException) thrown).failure().retryAfter();
    return retryAfter == null ? Duration.ZERO : retryAfter;
  }

  /** A moment that does not move when somebody sets the machine's clock. */
  private record Deadline(long nanoTime) {

    static Deadline in(Duration budget) {
      return new Deadline(System.nanoTime() + budget.toNanos());
    }

    Duration remaining() {
      return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
    }

    /** What may be spent on a pause so that this much is left; negative when there is no room. */
    Duration room(Duration least) {
      return Duration.ofNanos(nanoTime - System.nanoTime()).minus(least);
    }
  }
}
