package io.spillway.core.violation;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Provenance;
import io.spillway.ports.moderation.Scores;
import io.spillway.ports.moderation.Severity;
import io.spillway.ports.moderation.Verdict;
import io.spillway.ports.violation.Violation;
import io.spillway.testkit.Fixtures;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrgencyTest {

  private static final Instant NOW = Fixtures.NOW;

  @ParameterizedTest
  @CsvSource({
    "CRITICAL, 1.0, PT5M",
    "CRITICAL, 0.0, PT10M",
    "HIGH, 1.0, PT30M",
    "MEDIUM, 1.0, PT2H",
    "LOW, 1.0, PT8H",
    "LOW, 0.5, PT12H"
  })
  void severity_and_confidence_shorten_the_due_time(
      Severity severity, double score, Duration patience) {
    assertThat(Urgency.dueAt(verdict(severity, score), NOW)).isEqualTo(NOW.plus(patience));
  }

  @Test
  void higher_severity_comes_first() {
    assertThat(
            rank(
                heldMinutesAgo("low", Severity.LOW, 1, 3),
                heldMinutesAgo("high", Severity.HIGH, 1, 3)))
        .containsExactly("high", "low");
  }

  @Test
  void higher_confidence_comes_first() {
    assertThat(
            rank(
                heldMinutesAgo("doubt", Severity.LOW, 0.5, 3),
                heldMinutesAgo("sure", Severity.LOW, 0.9, 3)))
        .containsExactly("sure", "doubt");
  }

  @Test
  void the_older_comes_first() {
    assertThat(
            rank(
                heldMinutesAgo("new", Severity.LOW, 1, 3),
                heldMinutesAgo("old", Severity.LOW, 1, 4)))
        .containsExactly("old", "new");
  }

  @Test
  void more_strikes_come_first() {
    Violation known = violation("known", "mallory", Severity.LOW, 0.9, 3);
    Violation other = violation("other", "ada", Severity.LOW, 0.9, 3);
    Strikes strikes = violation -> violation.author().equals("mallory") ? 1 : 0;

    assertThat(rank(strikes, other, known)).containsExactly("known", "other");
    assertThat(new Urgency(NOW, author -> 9).score(known))
        .isEqualTo(new Urgency(NOW, author -> 1_000).score(known));
  }

  @Test
  void overdue_violations_come_before_all_others() {
    Violation overdue = heldMinutesAgo("overdue", Severity.LOW, 1, 8 * 60);
    Violation grave = heldMinutesAgo("grave", Severity.CRITICAL, 1, 4);

    assertThat(rank(author -> 9, grave, overdue)).containsExactly("overdue", "grave");
    Violation worse = violation("worse", "mallory", Severity.CRITICAL, 1, 4);
    Strikes many = violation -> violation.author().equals("mallory") ? 9 : 0;
    assertThat(new Urgency(NOW, many).score(worse))
        .isGreaterThan(new Urgency(NOW, many).score(overdue));
    assertThat(rank(many, worse, overdue)).containsExactly("overdue", "worse");
  }

  @Test
  void its_score_is_severity_times_confidence_times_minutes_and_at_least_one() {
    assertThat(score(heldMinutesAgo("a", Severity.LOW, 0.5, 8))).isEqualTo(4);
    assertThat(score(heldMinutesAgo("b", Severity.CRITICAL, 1, 4))).isEqualTo(96 * 4);
    assertThat(score(heldMinutesAgo("c", Severity.LOW, 1, 0))).isEqualTo(1);
  }

  private static double score(Violation violation) {
    return new Urgency(NOW, Strikes.NONE).score(violation);
  }

  @Test
  void overdue_violations_are_ordered_by_score() {
    assertThat(
            rank(
                heldMinutesAgo("low", Severity.LOW, 1, 9 * 60),
                heldMinutesAgo("crit", Severity.CRITICAL, 1, 30)))
        .containsExactly("crit", "low");
    assertThat(
            rank(
                heldMinutesAgo("low", Severity.LOW, 1, 99 * 60),
                heldMinutesAgo("crit", Severity.CRITICAL, 1, 6)))
        .containsExactly("low", "crit");
  }

  @Test
  void equally_urgent_violations_have_a_stable_order() {
    assertThat(
            rank(heldMinutesAgo("b", Severity.LOW, 1, 3), heldMinutesAgo("a", Severity.LOW, 1, 3)))
        .containsExactly("a", "b");
  }

  private static List<String> rank(Violation... violations) {
    return rank(Strikes.NONE, violations);
  }

  private static List<String> rank(Strikes strikes, Violation... violations) {
    return Arrays.stream(violations)
        .sorted(new Urgency(NOW, strikes).mostUrgentFirst())
        .map(violation -> violation.id().messageId())
        .toList();
  }

  private static Violation heldMinutesAgo(
      String id, Severity severity, double score, int minutesAgo) {
    return violation(id, "ada", severity, score, minutesAgo);
  }

  private static Violation violation(
      String id, String author, Severity severity, double score, int minutesAgo) {
    Instant heldAt = NOW.minus(Duration.ofMinutes(minutesAgo));
    Verdict.Flagged verdict = verdict(severity, score);
    return Fixtures.violation("stream", id)
        .author(author)
        .heldAt(heldAt)
        .verdict(verdict)
        .dueAt(Urgency.dueAt(verdict, heldAt))
        .build();
  }

  private static Verdict.Flagged verdict(Severity severity, double score) {
    return Verdict.Flagged.of(
        Category.HARASSMENT,
        severity,
        score,
        "over the threshold",
        new Scores(Map.of(Category.HARASSMENT, score)),
        "policy-1",
        new Provenance("word-list", "test", "none", Duration.ZERO));
  }
}
