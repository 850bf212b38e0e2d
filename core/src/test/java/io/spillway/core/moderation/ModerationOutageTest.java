package io.spillway.core.moderation;

import static io.spillway.ports.moderation.Category.HARASSMENT;
import static io.spillway.ports.moderation.Category.HATE;
import static io.spillway.ports.moderation.Category.UNSPECIFIED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.ports.Failure;
import io.spillway.ports.PortException;
import io.spillway.ports.moderation.Classification;
import io.spillway.ports.moderation.Classification.Unreadable;
import io.spillway.ports.moderation.Scores;
import io.spillway.ports.moderation.Verdict.Flagged;
import io.spillway.ports.moderation.Verdict.Unmoderated;
import io.spillway.testkit.Fixtures;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Verdicts without an answer of the classifier. */
class ModerationOutageTest extends Moderating {

  @ParameterizedTest
  @ValueSource(strings = {"classifier.timeout", "classifier.breaker-open", "classifier.rejected"})
  void without_an_answer_a_text_is_unmoderated_with_the_cause(String code) {
    answer = failing(new PortException(Failure.transientFailure(code, "a test made it fail")));

    assertThat(moderate("hello")).isEqualTo(Unmoderated.of(code, "test-1"));
  }

  @Test
  void a_classifier_that_crashes_leaves_it_unmoderated() {
    answer = failing(new IllegalStateException("a bug"));

    assertThat(moderate("hello")).isEqualTo(Unmoderated.of("classifier.crashed", "test-1"));
  }

  @Test
  @SuppressWarnings("NullAway") // That is the point.
  void a_classifier_that_returns_null_leaves_a_text_unmoderated() {
    answer = () -> null;

    assertThat(moderate("hello")).isEqualTo(Unmoderated.of("classifier.bad-answer", "test-1"));
  }

  @Test
  @SuppressWarnings("NullAway") // That is the point.
  void a_text_flagged_by_local_rules_stays_flagged_without_an_answer() {
    for (Supplier<Classification> failure :
        List.<Supplier<Classification>>of(
            failing(new PortException(Fixtures.outage())),
            failing(new IllegalStateException("a bug")),
            () -> null)) {
      answer = failure;

      assertThat(moderateFlagged("you clown").category()).isEqualTo(HARASSMENT);
      assertThat(moderateFlagged("you clown").provenance()).isEqualTo(FLOOR);
    }
  }

  @Test
  void a_text_that_alone_spoils_its_answer_is_withheld_as_unspecified() {
    answer = () -> new Unreadable(Scores.of(Map.of(HATE, 0.4)), true, Fixtures.provenance());

    Flagged flagged = moderateFlagged("hello");
    assertThat(flagged.category()).isEqualTo(UNSPECIFIED);
    assertThat(flagged.reason())
        .isEqualTo(
            "the classifier's answer was unreadable, while it answers for others (policy test-1)");
    assertThat(flagged.scores()).isEqualTo(Scores.of(Map.of(HATE, 0.4)));
  }

  @Test
  void a_classifier_that_spoils_all_its_answers_leaves_it_unmoderated() {
    answer = () -> new Unreadable(Scores.of(Map.of(HATE, 0.4)), false, Fixtures.provenance());

    assertThat(moderate("hello")).isEqualTo(Unmoderated.of("classifier.bad-answer", "test-1"));
    assertThat(moderation.attempt("stream", "hello").failure()).isNotNull();
    assertThat(moderation.probe()).isPresent();
    assertThat(moderateFlagged("you clown").category()).isEqualTo(HARASSMENT);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_high_score_in_an_unreadable_answer_withholds_the_text(boolean isTextAtFault) {
    answer =
        () -> new Unreadable(Scores.of(Map.of(HATE, 0.97)), isTextAtFault, Fixtures.provenance());

    assertThat(moderateFlagged("hello").category()).isEqualTo(HATE);
    assertThat(moderateFlagged("hello").score()).isEqualTo(0.97);
    assertThat(moderation.attempt("stream", "hello").failure()).isNull();
  }

  @Test
  void a_java_error_is_not_taken_for_an_answer() {
    answer =
        () -> {
          throw new OutOfMemoryError("a test");
        };

    assertThatThrownBy(() -> moderate("hello")).isInstanceOf(OutOfMemoryError.class);
  }
}
