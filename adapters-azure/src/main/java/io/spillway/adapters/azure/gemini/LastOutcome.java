package io.spillway.adapters.azure.gemini;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.spillway.ports.Failure;
import io.spillway.ports.FailureCategory;
import io.spillway.ports.Health;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What was last seen of Gemini. */
final class LastOutcome {

  /** The latest answer and the latest failure, and whether the failure is the later of the two. */
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

  synchronized void answered() {
    seen = new Seen(clock.instant(), seen.failure(), seen.failedAt(), false);
    reported = "";
  }

  synchronized void failed(Failure failure) {
    seen = new Seen(seen.answeredAt(), failure, clock.instant(), true);
    if (failure.category() == FailureCategory.PERMANENT && !failure.message().equals(reported)) {
      reported = failure.message();
      System.getLogger(GeminiClassifier.class.getName()).log(Level.ERROR, reported);
    }
  }

  /**
   * Health as it was last seen.
   *
   * @param note appended to the detail
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
        now.failure() == null ? "none" : now.failure().code() + " at " + now.failedAt();
    return "breaker %s; last answer %s; last failure %s"
        .formatted(breaker, Objects.requireNonNullElse(now.answeredAt(), "never"), failure);
  }
}
