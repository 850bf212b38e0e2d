package io.spillway.core.moderation;

import static io.spillway.core.moderation.PolicyBuilder.policy;
import static io.spillway.ports.moderation.Category.HARASSMENT;
import static io.spillway.ports.moderation.Category.HATE;
import static io.spillway.ports.moderation.Category.SPAM;
import static io.spillway.ports.moderation.Category.UNSPECIFIED;
import static io.spillway.ports.moderation.Severity.CRITICAL;
import static io.spillway.ports.moderation.Severity.HIGH;
import static io.spillway.ports.moderation.Severity.LOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.Policy;
import io.spillway.ports.Health;
import io.spillway.ports.PortException;
import io.spillway.ports.moderation.Classification;
import io.spillway.ports.moderation.Classification.ProviderBlocked;
import io.spillway.ports.moderation.ContentClassifier;
import io.spillway.ports.moderation.Match;
import io.spillway.ports.moderation.Scores;
import io.spillway.ports.moderation.Verdict.Allowed;
import io.spillway.ports.moderation.Verdict.Flagged;
import io.spillway.ports.moderation.Verdict.Unmoderated;
import io.spillway.testkit.Fixtures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Verdicts by word and link rules, classifier and policy. */
class ModerationTest extends Moderating {

  @Test
  void a_text_with_nothing_in_it_is_allowed_with_the_classifiers_scores() {
    answer = () -> scored(Map.of(HATE, 0.1));

    assertThat(moderate("hello"))
        .isEqualTo(new Allowed(new Scores(Map.of(HATE, 0.1)), "test-1", Fixtures.provenance()));
  }

  @Test
  void a_classifier_score_over_the_threshold_is_flagged() {
    answer = () -> scored(Map.of(HATE, 0.8));

    assertThat(moderateFlagged("hello").category()).isEqualTo(HATE);
    assertThat(moderateFlagged("hello").provenance()).isEqualTo(Fixtures.provenance());
  }

  @Test
  void the_classifier_sees_the_normalised_text() {
    moderate(" ｈｅｌ\u200Blo \n you ");

    assertThat(asked).containsExactly("hello you");
  }

  @Test
  void a_text_that_normalising_makes_too_long_is_asked_about_whole() {
    String text = "\uFDFA".repeat(499) + "x";

    moderate(text);

    assertThat(asked).containsExactly(text);
  }

  @Test
  void a_text_that_normalising_makes_as_long_as_can_be_asked_about_is_normalised() {
    moderate("\uFDFB".repeat(500));

    assertThat(asked.get(0)).hasSize(ContentClassifier.MAX_TEXT_LENGTH).doesNotContain("\uFDFB");
  }

  @Test
  void a_text_of_the_most_code_points_is_asked_about_within_the_classifiers_limit() {
    String family = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67";

    moderate(family.repeat(400));
    moderate("\uFDFA\u0301\u0301\u0301".repeat(500));
    moderate("\uD834\uDD1E\uD834\uDD65\uD834\uDD65\uD834\uDD65".repeat(500));

    assertThat(asked)
        .hasSize(3)
        .allMatch(text -> text.length() <= ContentClassifier.MAX_TEXT_LENGTH);
  }

  @Test
  void a_tie_is_attributed_to_the_classifier() {
    answer = () -> scored(Map.of(HARASSMENT, 1.0));

    assertThat(moderateFlagged("you clown").provenance()).isEqualTo(Fixtures.provenance());
  }

  @Test
  void the_classifier_never_lowers_what_the_local_floor_found() {
    answer = () -> scored(Map.of(HARASSMENT, 0.0));

    Flagged flagged = moderateFlagged("you clown");

    assertThat(flagged.category()).isEqualTo(HARASSMENT);
    assertThat(flagged.score()).isEqualTo(1.0);
    assertThat(flagged.provenance()).isEqualTo(FLOOR);
  }

  @Test
  void the_classifier_may_raise_what_the_local_floor_found() {
    answer = () -> scored(Map.of(HARASSMENT, 0.9));

    Flagged flagged = moderateFlagged("why bother");

    assertThat(flagged.score()).isEqualTo(0.9);
    assertThat(flagged.provenance()).isEqualTo(Fixtures.provenance());
  }

  @Test
  void the_classifier_may_find_worse_than_the_local_floor() {
    answer = () -> scored(Map.of(HATE, 0.6));

    Flagged flagged = moderateFlagged("you clown");

    assertThat(flagged.category()).isEqualTo(HATE);
    assertThat(flagged.scores()).isEqualTo(new Scores(Map.of(HARASSMENT, 1.0, HATE, 0.6)));
    assertThat(flagged.provenance()).isEqualTo(Fixtures.provenance());
  }

  @Test
  void the_classifier_is_not_asked_when_no_answer_could_make_it_worse() {
    Flagged flagged = moderateFlagged("they are VERM1N");

    assertThat(asked).isEmpty();
    assertThat(flagged.severity()).isEqualTo(CRITICAL);
    assertThat(flagged.provenance()).isEqualTo(FLOOR);
    assertThat(flagged.reason()).isEqualTo("hate scored 1.00, threshold 0.50 (policy test-1)");
  }

  @Test
  void the_classifier_is_asked_when_the_floor_flags_something_less() {
    moderate("you clown");

    assertThat(asked).containsExactly("you clown");
  }

  @Test
  void a_text_that_the_provider_refuses_is_flagged() {
    answer = () -> new ProviderBlocked("PROHIBITED_CONTENT", Fixtures.provenance());

    assertThat(moderate("get followers"))
        .isEqualTo(
            Flagged.of(
                    UNSPECIFIED,
                    HIGH,
                    1.0,
                    "refused by the provider: PROHIBITED_CONTENT (policy test-1)",
                    new Scores(Map.of(SPAM, 0.6)),
                    "test-1",
                    Fixtures.provenance())
                .at(List.of(new Match(4, 9, Match.Rule.SUSPECT))));
  }

  @Test
  void word_matches_have_positions_and_classifier_flags_have_none() {
    assertThat(moderateFlagged("oh  you CL0WN").matches())
        .containsExactly(new Match(8, 5, Match.Rule.BANNED));
    answer = () -> scored(Map.of(HARASSMENT, 0.9));
    assertThat(moderateFlagged("quite plain").matches()).isEmpty();
    answer = failing(new PortException(Fixtures.outage()));
    assertThat(moderateFlagged("you clown").matches()).hasSize(1);
  }

  @Test
  void a_providers_code_cannot_break_out_of_the_line() {
    answer =
        () -> new ProviderBlocked("OTHER\nsee\t<b>" + "x".repeat(5_000), Fixtures.provenance());

    assertThat(moderateFlagged("hello").reason())
        .startsWith("refused by the provider: OTHER_see_b_xxx")
        .hasSizeLessThan(200);
  }

  @Test
  void each_stream_has_its_own_policy() {
    Policy strict = policy().version("strict-1").rule(SPAM, 0.1, LOW).build();
    TextModeration byStream =
        new TextModeration(new Classifier(), stream -> stream.equals("strict") ? strict : POLICY);
    answer = () -> scored(Map.of(SPAM, 0.2));

    assertThat(byStream.moderate("other", "hello")).isInstanceOf(Allowed.class);
    assertThat(byStream.moderate("strict", "hello"))
        .isInstanceOfSatisfying(
            Flagged.class, flagged -> assertThat(flagged.policyVersion()).isEqualTo("strict-1"));
  }

  @Test
  void a_recheck_reclassifies_and_a_submission_classifies() {
    List<String> unhurried = new ArrayList<>();
    TextModeration both =
        new TextModeration(
            new ContentClassifier() {
              @Override
              public Classification classify(String text) {
                asked.add(text);
                return scored(Map.of());
              }

              @Override
              public Classification reclassify(String text) {
                unhurried.add(text);
                return scored(Map.of());
              }

              @Override
              public Health health() {
                return Health.up("test");
              }
            },
            stream -> POLICY);

    both.moderate("stream", "hello");
    both.attempt("stream", "again");
    both.probe();

    assertThat(asked).containsExactly("hello");
    assertThat(unhurried).containsExactly("again", "good evening everyone");
  }

  @Test
  void each_failure_of_the_classifier_is_reported_with_its_cause() {
    List<PortException> failures = new ArrayList<>();
    TextModeration heard = new TextModeration(new Classifier(), stream -> POLICY, failures::add);
    RuntimeException bug = new IllegalStateException("a bug");
    answer = failing(bug);

    heard.moderate("stream", "hello");
    heard.moderate("stream", "hello again");

    assertThat(failures).hasSize(2);
    assertThat(failures.get(0)).hasCause(bug);
    assertThat(failures.get(0).failure().code()).isEqualTo("classifier.crashed");
  }

  @Test
  void a_listener_that_crashes_costs_no_message() {
    TextModeration heard =
        new TextModeration(
            new Classifier(),
            stream -> POLICY,
            failure -> {
              throw new IllegalStateException("a bug of the listener");
            });
    answer = failing(new IllegalStateException("a bug"));

    assertThat(heard.moderate("stream", "hello")).isInstanceOf(Unmoderated.class);
  }

  @Test
  void health_shows_the_cause_while_the_last_text_got_no_answer() {
    answer = failing(new IllegalStateException("hello"));
    moderate("hello");

    assertThat(moderation.health())
        .isEqualTo(
            new Health(
                "test",
                Health.State.DEGRADED,
                "classifier.crashed: java.lang.IllegalStateException"));

    answer = () -> scored(Map.of());
    moderate("hello");
    assertThat(moderation.health()).isEqualTo(Health.up("test"));
  }

  @Test
  void a_stream_without_a_policy_is_named() {
    TextModeration none = new TextModeration(new Classifier(), stream -> null);

    assertThatNullPointerException()
        .isThrownBy(() -> none.moderate("stream", "hello"))
        .withMessage("no policy for stream stream");
  }

  @Test
  void a_text_out_of_bounds_is_refused() {
    assertThatThrownBy(() -> moderate("x".repeat(501)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> moderate("\u200B")).isInstanceOf(IllegalArgumentException.class);
    assertThat(moderate("🎉".repeat(500))).isInstanceOf(Allowed.class);
  }

  @Test
  void the_standard_policy_needs_no_classifier_for_the_worst() {
    TextModeration standard = new TextModeration(new Classifier(), stream -> Policy.standard());

    assertThat(standard.moderate("s", "just KYS")).isInstanceOf(Flagged.class);
    assertThat(standard.moderate("s", "go ki11 your\u200Bself")).isInstanceOf(Flagged.class);
    assertThat(asked).isEmpty();
    assertThat(standard.moderate("s", "look at example.com")).isInstanceOf(Allowed.class);
    assertThat(standard.moderate("s", "FREE NITRO")).isInstanceOf(Flagged.class);
  }
}
