package io.spillway.core.violation;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.moderation.Severity;
import io.spillway.ports.moderation.Verdict;
import io.spillway.ports.violation.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/**
 * Order of withheld messages by urgency.
 *
 * <p>Each violation has a due time: the more severe and certain the verdict, the sooner. Overdue
 * violations come first; within both groups the order is by {@link #score}, highest first.
 *
 * @param now the time of the comparison
 * @param strikes the strikes of authors
 */
public record Urgency(Instant now, Strikes strikes) {

  /** Upper limit of strikes that raise the score. */
  public static final int MAX_STRIKES = 9;

  private static final Duration LONGEST = patience(Severity.LOW);

  public Urgency {
    requireNonNull(now, "now");
    requireNonNull(strikes, "strikes");
  }

  /**
   * {@return the longest wait of a severity with a certain verdict: 5 minutes, 30 minutes, 2 hours
   * or 8 hours} An uncertain verdict doubles it.
   *
   * @param severity the severity
   */
  public static Duration patience(Severity severity) {
    return switch (severity) {
      case CRITICAL -> Duration.ofMinutes(5);
      case HIGH -> Duration.ofMinutes(30);
      case MEDIUM -> Duration.ofHours(2);
      case LOW -> Duration.ofHours(8);
    };
  }

  /**
   * {@return the time by which a verdict should be decided}
   *
   * @param verdict the verdict
   * @param since the start of the wait
   */
  public static Instant dueAt(Verdict.Flagged verdict, Instant since) {
    long certain = patience(verdict.severity()).toSeconds();
    return since.plusSeconds(Math.round(certain * (2 - verdict.score())));
  }

  /**
   * {@return the comparator with the most urgent first; ties are ordered by due time, then by id}
   */
  public Comparator<Violation> mostUrgentFirst() {
    return Comparator.comparing((Violation violation) -> !isOverdue(violation))
        .thenComparing(Comparator.comparingDouble(this::score).reversed())
        .thenComparing(Violation::dueKey);
  }

  boolean isOverdue(Violation violation) {
    return !now.isBefore(violation.assignment().dueAt());
  }

  /**
   * Returns severity x confidence x age x strikes: severity as the inverse of {@link #patience},
   * age in minutes since the message was withheld, at least 1, and strikes plus one, at most {@link
   * #MAX_STRIKES} + 1.
   */
  double score(Violation violation) {
    double severity =
        (double) LONGEST.toSeconds() / patience(violation.verdict().severity()).toSeconds();
    double age = Math.max(1, Duration.between(violation.heldAt(), now).toSeconds() / 60.0);
    int struck = Math.max(0, Math.min(MAX_STRIKES, strikes.of(violation)));
    return severity * violation.verdict().score() * age * (1 + struck);
  }
}
