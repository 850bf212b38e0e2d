package io.spillway.core.moderation;

import static io.spillway.ports.moderation.Category.HARASSMENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.ports.Failure;
import io.spillway.ports.PortException;
import io.spillway.ports.moderation.Classification;
import io.spillway.ports.moderation.Verdict.Unmoderated;
import io.spillway.testkit.Fixtures;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a text when the classifier gives no answer. */
class ModerationOutageTest extends Moderating {

  @ParameterizedTest
  @ValueSource(strings = {"classifier.timeout", "classifier.breaker-open", "classifier.rejected"})
  void without_an_answer_it_is_unmoderated_and_says_why(String code) {
    answer = failing(new PortException(Failure.transientFailure(code, "a test made it fail")));

    assertThat(moderate("hello")).isEqualTo(new Unmoderated(code, "test-1"));
  }

  @Test
  void a_classifier_that_crashes_leaves_it_unmoderated() {
    answer = failing(new IllegalStateException("a bug"));

    assertThat(moderate("hello")).isEqualTo(new Unmoderated("classifier.crashed", "test-1"));
  }

  @Test
  @SuppressWarnings("NullAway") // That is the point.
  void a_classifier_that_answers_nothing_leaves_it_unmoderated() {
    answer = () -> null;

    assertThat(moderate("hello")).isEqualTo(new Unmoderated("classifier.bad-answer", "test-1"));
  }

  @Test
  @SuppressWarnings("NullAway") // That is the point.
  void what_the_local_floor_flags_stays_flagged_without_an_answer() {
    for (Supplier<Classification> failure :
        List.<Supplier<Classification>>of(
            failing(new PortException(Fixtures.outage())),
            failing(new IllegalStateException("a bug")),
            () -> null)) {
      answer = failure;

      assertThat(flagged("you clown").category()).isEqualTo(HARASSMENT);
      assertThat(flagged("you clown").provenance()).isEqualTo(FLOOR);
    }
  }

  @Test
  void an_error_of_the_machine_is_not_taken_for_an_answer() {
    answer =
        () -> {
          throw new OutOfMemoryError("a test");
        };

    assertThatThrownBy(() -> moderate("hello")).isInstanceOf(OutOfMemoryError.class);
  }
}
