package io.spillway.core.moderation;

import static io.spillway.core.moderation.PolicyBuilder.policy;
import static io.spillway.ports.moderation.Category.HARASSMENT;
import static io.spillway.ports.moderation.Category.HATE;
import static io.spillway.ports.moderation.Category.UNSPECIFIED;
import static io.spillway.ports.moderation.Severity.CRITICAL;
import static io.spillway.ports.moderation.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.Policy;
import io.spillway.core.text.ReadText;
import io.spillway.ports.Failure;
import io.spillway.ports.Health;
import io.spillway.ports.PortException;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Classification;
import io.spillway.ports.moderation.Classification.Unreadable;
import io.spillway.ports.moderation.Provenance;
import io.spillway.ports.moderation.Scores;
import io.spillway.ports.moderation.Verdict.Allowed;
import io.spillway.ports.moderation.Verdict.Flagged;
import io.spillway.ports.moderation.Verdict.Unmoderated;
import io.spillway.ports.policy.PolicyAction;
import io.spillway.ports.policy.PolicyDraft;
import io.spillway.testkit.Fixtures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
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
  void without_an_answer_the_local_classifier_withholds_and_says_so() {
    answer = failing(new PortException(Fixtures.outage()));

    ModerationResult result = standard().attempt("stream", "i will kill you");

    Flagged flagged = (Flagged) result.verdict();
    assertThat(flagged.category()).isEqualTo(Category.HARASSMENT_THREATENING);
    assertThat(flagged.provenance())
        .isEqualTo(new Provenance("word-list-fallback", "en-2", "none", Duration.ZERO));
    assertThat(flagged.reason())
        .isEqualTo(
            "harassment/threatening scored 0.95, threshold 0.50, by word-list while the classifier"
                + " was away (policy standard-1)");
    assertThat(flagged.isProvisional()).isTrue();
    assertThat(result.failure()).isEqualTo(Fixtures.outage());
    assertThat(asked).containsExactly("i will kill you");
  }

  @Test
  @SuppressWarnings("NullAway") // That is the point.
  void every_kind_of_missing_answer_lets_the_local_classifier_withhold() {
    for (Supplier<Classification> missing :
        List.<Supplier<Classification>>of(
            failing(new PortException(Fixtures.outage())),
            failing(new IllegalStateException("a bug")),
            () -> new Unreadable(Scores.NONE, false, Fixtures.provenance()),
            () -> null)) {
      answer = missing;

      assertThat(standard().moderate("stream", "i will kill you")).isInstanceOf(Flagged.class);
    }
  }

  @Test
  void the_local_classifier_clears_and_marks_nothing() {
    answer = failing(new PortException(Fixtures.outage()));
    Policy marking =
        Policy.standard()
            .with(
                PolicyDraft.EMPTY.withRules(
                    Map.of(
                        HARASSMENT,
                        new PolicyDraft.Rule(null, null, PolicyAction.MARK),
                        Category.SELF_HARM,
                        new PolicyDraft.Rule(null, null, PolicyAction.IGNORE))),
                "marking-1");

    assertThat(standard().moderate("stream", "hello")).isInstanceOf(Unmoderated.class);
    assertThat(standard().moderate(marking, ReadText.of("you are a worthless idiot"), false))
        .isEqualTo(Unmoderated.of(Fixtures.outage().code(), "marking-1"));
  }

  @Test
  void an_answer_of_the_classifier_is_not_overruled() {
    answer = () -> scored(Map.of());

    assertThat(standard().moderate("stream", "i will kill you")).isInstanceOf(Allowed.class);
  }

  @Test
  void the_local_rules_take_precedence_for_the_same_category() {
    answer = failing(new PortException(Fixtures.outage()));
    Policy own = policy().rule(HARASSMENT, 0.5, MEDIUM).banned("idiot", HARASSMENT).build();

    Flagged flagged =
        (Flagged) standard().moderate(own, ReadText.of("you are a worthless idiot"), false);

    assertThat(flagged.provenance()).isEqualTo(FLOOR);
    assertThat(flagged.isProvisional()).isFalse();
    assertThat(flagged.reason())
        .isEqualTo("harassment scored 1.00, threshold 0.50 (policy test-1)");
  }

  @Test
  void a_worse_category_by_the_local_classifier_is_found_beside_the_local_rules() {
    answer = failing(new PortException(Fixtures.outage()));
    Policy own =
        policy()
            .rule(HARASSMENT, 0.5, MEDIUM)
            .rule(Category.HARASSMENT_THREATENING, 0.5, CRITICAL)
            .banned("clown", HARASSMENT)
            .build();

    Flagged flagged =
        (Flagged) standard().moderate(own, ReadText.of("i will kill you clown"), false);

    assertThat(flagged.category()).isEqualTo(Category.HARASSMENT_THREATENING);
    assertThat(flagged.scores().of(HARASSMENT)).isEqualTo(1.0);
    assertThat(flagged.isProvisional()).isTrue();
    assertThat(flagged.matches()).hasSize(1);
  }

  @Test
  void the_readable_part_of_an_answer_counts_beside_the_local_classifier() {
    answer = () -> new Unreadable(Scores.of(HATE, 0.4), false, Fixtures.provenance());

    Flagged flagged = (Flagged) standard().moderate("stream", "i will kill you");

    assertThat(flagged.scores().of(HATE)).isEqualTo(0.4);
    assertThat(flagged.provenance().classifier()).isEqualTo("word-list-fallback");
  }

  @Test
  void a_text_that_alone_spoils_its_answer_is_withheld_provisionally() {
    answer = () -> new Unreadable(Scores.NONE, true, Fixtures.provenance());

    assertThat(moderateFlagged("hello").isProvisional()).isTrue();
  }

  @Test
  void without_a_local_classifier_an_outage_publishes_all_but_the_policys_words() {
    answer = failing(new PortException(Fixtures.outage()));
    TextModeration bare = moderation(LocalClassifier.NONE);

    assertThat(bare.moderate("stream", "i will kill you")).isInstanceOf(Unmoderated.class);
    assertThat(bare.moderate("stream", "kys")).isInstanceOf(Flagged.class);
  }

  @Test
  void a_local_classifier_that_fails_too_leaves_a_text_unmoderated() {
    answer = failing(new PortException(Fixtures.outage()));

    assertThat(moderation(LocalClassifier.of(new Classifier())).moderate("stream", "hello"))
        .isEqualTo(Unmoderated.of(Fixtures.outage().code(), "standard-1"));
  }

  @Test
  void a_withheld_text_is_reported_as_a_failure_and_health_is_degraded() {
    answer = failing(new PortException(Fixtures.outage()));
    List<PortException> failures = new ArrayList<>();
    TextModeration heard =
        new TextModeration(new Classifier(), stream -> Policy.standard(), failures::add);

    heard.moderate("stream", "i will kill you");

    assertThat(failures).hasSize(1);
    assertThat(heard.health().state()).isEqualTo(Health.State.DEGRADED);
  }

  @Test
  void the_list_is_loaded_in_the_background_once() {
    List<Runnable> background = new ArrayList<>();
    TextModeration prepared = moderation(LocalClassifier.standard(background::add));

    prepared.prepare();
    prepared.prepare();

    assertThat(background).hasSize(1);
    background.get(0).run();
  }

  @Test
  void an_executor_that_refuses_costs_nothing() {
    TextModeration prepared =
        moderation(
            LocalClassifier.standard(
                task -> {
                  throw new RejectedExecutionException("shut down");
                }));

    prepared.prepare();

    assertThat(prepared.checkName(Policy.standard(), "i will kill you")).isPresent();
  }

  private TextModeration standard() {
    return new TextModeration(new Classifier(), stream -> Policy.standard());
  }

  private TextModeration moderation(LocalClassifier local) {
    return new TextModeration(new Classifier(), stream -> Policy.standard(), failure -> {}, local);
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
