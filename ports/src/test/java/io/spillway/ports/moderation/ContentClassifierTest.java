package io.spillway.ports.moderation;

import static io.spillway.ports.moderation.Category.SPAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.spillway.ports.Health;
import io.spillway.ports.PortException;
import org.junit.jupiter.api.Test;

class ContentClassifierTest {

  @Test
  void a_function_from_text_to_scores_is_a_classifier() {
    ContentClassifier caps =
        ContentClassifier.of("caps", text -> Scores.of(SPAM, text.equals("HELLO") ? 0.9 : 0));

    assertThat(caps.classify("HELLO"))
        .isEqualTo(new Classification.Scored(Scores.of(SPAM, 0.9), Provenance.of("caps")));
    assertThat(caps.health()).isEqualTo(Health.up("caps"));
  }

  @Test
  void an_exception_of_the_function_is_a_crash_that_health_reports() {
    ContentClassifier broken =
        ContentClassifier.of(
            "broken",
            text -> {
              throw new IllegalArgumentException(text);
            });

    assertThatExceptionOfType(PortException.class)
        .isThrownBy(() -> broken.classify("hello"))
        .withCauseInstanceOf(IllegalArgumentException.class)
        .satisfies(e -> assertThat(e.failure().code()).isEqualTo("classifier.crashed"))
        .satisfies(e -> assertThat(e.failure().message()).doesNotContain("hello"));
    assertThat(broken.health().state()).isEqualTo(Health.State.DOWN);
  }

  @Test
  void a_function_that_returns_null_is_a_crash() {
    ContentClassifier none = ContentClassifier.of("none", text -> null);

    assertThatExceptionOfType(PortException.class).isThrownBy(() -> none.classify("hello"));
  }

  @Test
  void a_classifier_may_be_a_lambda_and_is_up_by_default() {
    ContentClassifier lambda =
        text -> new Classification.Scored(Scores.NONE, Provenance.of("lambda"));

    assertThat(lambda.health()).isEqualTo(Health.up("lambda"));
  }
}
