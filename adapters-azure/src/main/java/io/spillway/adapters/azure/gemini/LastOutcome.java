package io.spillway.adapters.azure.gemini;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.spillway.ports.Failure;
import io.spillway.ports.FailureCategory;
import io.spillway.ports.Health;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Latest outcomes of calls to Gemini, for health. */
final class LastOutcome {

  /** Times of the latest success and failure. */
  private record Seen(
      @Nullable Instant answeredAt,
      @Nullable Failure failure,
      @Nullable Instant failedAt,
      boolean isFailing) {}

  private final InstantSource clock;
  private Seen seen = new Seen(null, null, null, false);
  private String reported = "";

  LastOutcome(InstantSource clock) {
    this.clock = clock;
  }

  synchronized void recordSuccess() {
    seen = new Seen(clock.instant(), seen.failure(), seen.failedAt(), false);
    reported = "";
  }

  synchronized void recordFailure(Failure failure) {
    seen = new Seen(seen.answeredAt(), failure, clock.instant(), true);
    if (failure.category() == FailureCategory.PERMANENT && !failure.message().equals(reported)) {
      reported = failure.message();
      System.getLogger(GeminiClassifier.class.getName()).log(Level.ERROR, reported);
    }
  }

  /**
   * Returns the health derived from the latest outcomes.
   *
   * @param note the suffix of the detail
   */
  synchronized Health health(CircuitBreaker.State breaker, String note) {
    return new Health("gemini", state(seen, breaker), detail(seen, breaker) + note);
  }

  private static Health.State state(Seen now, CircuitBreaker.State breaker) {
    boolean isRejected =
        now.failure() != null && now.failure().category() == FailureCategory.PERMANENT;
    if (breaker == CircuitBreaker.State.OPEN || (now.isFailing() && isRejected)) {
      return Health.State.DOWN;
    }
    return now.isFailing() || breaker == CircuitBreaker.State.HALF_OPEN
        ? Health.State.DEGRADED
        : Health.State.UP;
  }

  private static String detail(Seen now, CircuitBreaker.State breaker) {
    String failure =
        now.failure() == null
            ? "no failure"
            : "last failure " + now.failure().code() + " at " + now.failedAt();
    String success =
        now.answeredAt() == null ? "no successful call yet" : "last success " + now.answeredAt();
    return "breaker %s; %s; %s".formatted(breaker, success, failure);
  }
}
