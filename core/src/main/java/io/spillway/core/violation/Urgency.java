package io.spillway.core.violation;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.moderation.Severity;
import io.spillway.ports.moderation.Verdict;
import io.spillway.ports.violation.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/**
 * Which of several withheld messages a moderator should look at first.
 *
 * <p>Each has a time by which it should be decided: the graver and the surer the verdict, the
 * sooner. Those past their time come before all others; among them, and among the others, the one
 * of higher {@link #score} comes first.
 *
 * @param now when they are compared
 * @param strikes of their authors
 */
public record Urgency(Instant now, Strikes strikes) {

  /** Most strikes that make a difference. */
  public static final int MAX_STRIKES = 9;

  private static final Duration LONGEST = patience(Severity.LOW);

  public Urgency {
    requireNonNull(now, "now");
    requireNonNull(strikes, "strikes");
  }

  /**
   * {@return how long one of this severity may wait when the verdict is certain: 5 minutes, half an
   * hour, 2 hours and 8 hours} One that is not certain at all may wait twice as long.
   *
   * @param severity how bad it is
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
   * {@return by when a verdict that waits since an instant should be decided}
   *
   * @param verdict the surer and the worse, the sooner
   * @param since when it began to wait
   */
  public static Instant dueAt(Verdict.Flagged verdict, Instant since) {
    long certain = patience(verdict.severity()).toSeconds();
    return since.plusSeconds(Math.round(certain * (2 - verdict.score())));
  }

  /**
   * {@return the most urgent first; two that are as urgent by when they are due, then by their ids}
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
   * Severity x confidence x age x strikes: severity in inverse proportion to patience, age in
   * minutes since it was withheld and at least one, strikes from 1 for none to {@link #MAX_STRIKES}
   * + 1.
   */
  double score(Violation violation) {
    double severity =
        (double) LONGEST.toSeconds() / patience(violation.verdict().severity()).toSeconds();
    double age = Math.max(1, Duration.between(violation.heldAt(), now).toSeconds() / 60.0);
    int struck = Math.max(0, Math.min(MAX_STRIKES, strikes.of(violation)));
    return severity * violation.verdict().score() * age * (1 + struck);
  }
}
