package io.spillway;

import static java.util.Objects.requireNonNull;

import io.spillway.core.Backoff;
import io.spillway.ports.Failure;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.PendingRetry;
import io.spillway.ports.event.ActivityReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Policy of the automatic retries of events that failed in all rounds of a {@link RetryPolicy}. An
 * event whose failed activities all failed for a transient reason waits in the store of dead
 * letters and is retried with growing pauses, without an operator; when it is older than {@link
 * #maxAge()}, or fails permanently, it becomes an open dead letter.
 *
 * @param maxAge the time after the first dead-lettering in which retries start, at most 7 days;
 *     zero for no automatic retries
 * @param firstPause the pause before the first retry, more than zero; doubled after each
 * @param maxPause the longest pause, unless a failure asks for a longer one
 */
public record DelayedRetryPolicy(Duration maxAge, Duration firstPause, Duration maxPause) {

  /** Longest {@link #maxAge()}. */
  public static final Duration LONGEST = Duration.ofDays(7);

  /** Retries for 24 hours: after 30 seconds, 1, 2, 4 and 8 minutes, then each 10 minutes. */
  public static final DelayedRetryPolicy STANDARD = lasting(Duration.ofHours(24));

  /** No automatic retries: every failed event becomes an open dead letter at once. */
  public static final DelayedRetryPolicy OFF = lasting(Duration.ZERO);

  public DelayedRetryPolicy {
    if (maxAge.isNegative() || maxAge.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("maxAge must be zero to 7 days: " + maxAge);
    }
    if (firstPause.isZero() || firstPause.isNegative()) {
      throw new IllegalArgumentException("firstPause must be more than zero: " + firstPause);
    }
    if (maxPause.compareTo(firstPause) < 0) {
      throw new IllegalArgumentException("maxPause must not be less than firstPause: " + maxPause);
    }
  }

  /**
   * {@return a policy with the pauses of {@link #STANDARD}}
   *
   * @param maxAge {@link #maxAge()}
   */
  public static DelayedRetryPolicy lasting(Duration maxAge) {
    return new DelayedRetryPolicy(maxAge, Duration.ofSeconds(30), Duration.ofMinutes(10));
  }

  /**
   * {@return the first automatic retry of a failed event; null if it needs an operator}
   *
   * @param letter the event's dead letter
   */
  public @Nullable PendingRetry first(DeadLetter letter) {
    return retry(letter, letter.deadLetteredAt(), 0);
  }

  /**
   * {@return the next automatic retry after one that failed; null if the event needs an operator}
   *
   * @param letter the dead letter of the failed retry
   * @param failed the failed retry
   */
  public @Nullable PendingRetry next(DeadLetter letter, PendingRetry failed) {
    return retry(letter, failed.since(), failed.retries() + 1);
  }

  private @Nullable PendingRetry retry(DeadLetter letter, Instant since, int retries) {
    List<ActivityReport> failed =
        letter.activities().stream().filter(report -> !report.isDone()).toList();
    if (maxAge.isZero() || failed.isEmpty() || !isRetryable(letter, failed)) {
      return null;
    }
    Instant next = letter.deadLetteredAt().plus(pauseAfter(retries, failed));
    return next.isAfter(since.plus(maxAge))
        ? null
        : new PendingRetry(failed.get(0).activity(), since, next, retries);
  }

  private static boolean isRetryable(DeadLetter letter, List<ActivityReport> failed) {
    return letter.workflowId() != null
        && !letter.cuts().contains(DeadLetter.CUT_PAYLOAD)
        && failed.stream().allMatch(report -> requireFailure(report).category().isRetryable());
  }

  private Duration pauseAfter(int retries, List<ActivityReport> failed) {
    Duration pause = Backoff.exponential(firstPause, retries, maxPause);
    for (ActivityReport report : failed) {
      pause = Backoff.orAsked(pause, requireFailure(report));
    }
    return pause;
  }

  private static Failure requireFailure(ActivityReport report) {
    return requireNonNull(report.failure(), "failure");
  }
}
