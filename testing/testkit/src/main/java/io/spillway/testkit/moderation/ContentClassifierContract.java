package io.spillway.testkit.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Classification;
import io.spillway.ports.moderation.Classification.ProviderBlocked;
import io.spillway.ports.moderation.Classification.Scored;
import io.spillway.ports.moderation.Classification.Unreadable;
import io.spillway.ports.moderation.ContentClassifier;
import io.spillway.testkit.Concurrently;
import io.spillway.testkit.Failures;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.MonitoredContract;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Contract test of {@link ContentClassifier}. Extend it and return your classifier from the factory
 * method.
 */
public abstract class ContentClassifierContract implements MonitoredContract {

  private static final Set<String> CODES =
      Set.of(
          "classifier.unavailable",
          "classifier.timeout",
          "classifier.throttled",
          "classifier.breaker-open",
          "classifier.bad-answer",
          "classifier.rejected",
          "classifier.crashed");

  private ContentClassifier classifier;

  /** {@return a classifier that works} */
  protected abstract ContentClassifier newClassifier();

  /** {@return a classifier that fails for every text; empty if it never fails} */
  protected Optional<ContentClassifier> newClassifierOutOfOrder() {
    return Optional.empty();
  }

  /**
   * {@return a classifier whose provider returns unreadable responses for {@link #threateningText}
   * only; empty if it has no provider}
   */
  protected Optional<ContentClassifier> newClassifierWithSpoiltAnswers() {
    return Optional.empty();
  }

  /**
   * {@return a classifier that fails for {@link #threateningText} only; empty if it never fails}
   */
  protected Optional<ContentClassifier> newClassifierThatOneTextBreaks() {
    return Optional.empty();
  }

  /** {@return a text that must score low} */
  protected String friendlyText() {
    return "good evening everyone, lovely stream today";
  }

  /** {@return a text that must score high or be refused} */
  protected String threateningText() {
    return "i will kill you";
  }

  @BeforeEach
  final void openClassifier() {
    classifier = newClassifier();
  }

  @Override
  public final ContentClassifier monitored() {
    return classifier;
  }

  @Test
  void preparation_at_any_time_does_not_change_results() {
    classifier.prepare();
    double first = highest(classifier.classify(friendlyText()));
    classifier.prepare();

    assertThat(highest(classifier.classify(friendlyText()))).isEqualTo(first);
  }

  @Test
  void a_friendly_text_scores_low_in_every_category() {
    assertThat(classifier.classify(friendlyText()))
        .isInstanceOfSatisfying(
            Scored.class,
            scored -> assertThat(scored.scores().byCategory().values()).allMatch(s -> s < 0.5));
  }

  @Test
  void a_threat_scores_high_or_is_refused() {
    Classification answer = classifier.classify(threateningText());

    assertThat(answer instanceof ProviderBlocked || highest(answer) >= 0.5).isTrue();
  }

  @Test
  void a_result_has_its_provenance() {
    var provenance = classifier.classify(friendlyText()).provenance();

    assertThat(provenance.classifier()).isNotBlank();
    assertThat(provenance.model()).isNotBlank();
    assertThat(provenance.promptVersion()).isNotBlank();
  }

  @Test
  void no_classifier_scores_the_unspecified() {
    for (String text : List.of(friendlyText(), threateningText())) {
      if (classifier.classify(text) instanceof Scored scored) {
        assertThat(scored.scores().byCategory()).doesNotContainKey(Category.UNSPECIFIED);
      }
    }
  }

  @Test
  void any_text_of_valid_length_is_classified() {
    int most = ContentClassifier.MAX_TEXT_LENGTH;
    for (String text :
        List.of("a", " ", "🎉", Fixtures.AWKWARD_TEXT, "a".repeat(most), "ab ".repeat(most / 3))) {
      assertThat(classifier.classify(text)).isNotNull();
    }
  }

  @Test
  void sixteen_concurrent_calls_succeed() {
    List<Classification> answers =
        Concurrently.call(
            i -> classifier.classify(i % 2 == 0 ? friendlyText() : threateningText()));

    for (int i = 0; i < answers.size(); i++) {
      Classification answer = answers.get(i);
      assertThat(answer instanceof ProviderBlocked || highest(answer) >= 0.5).isEqualTo(i % 2 == 1);
    }
  }

  @Test
  void a_failing_classifier_throws_and_never_guesses() {
    Optional<ContentClassifier> outOfOrder = newClassifierOutOfOrder();
    assumeTrue(outOfOrder.isPresent(), "this classifier never fails");

    assertThat(Failures.of(() -> outOfOrder.get().classify(friendlyText())).code()).isIn(CODES);
  }

  @Test
  void reclassification_returns_the_same_result() {
    for (String text : List.of(friendlyText(), threateningText())) {
      Classification answer = classifier.classify(text);

      assertThat(classifier.reclassify(text)).hasSameClassAs(answer);
      assertThat(highest(classifier.reclassify(text))).isEqualTo(highest(answer));
    }
  }

  @Test
  void a_text_that_causes_an_unreadable_response_is_not_clean() {
    Optional<ContentClassifier> spoilt = newClassifierWithSpoiltAnswers();
    assumeTrue(spoilt.isPresent(), "this classifier has no provider");

    for (Classification answer :
        List.of(
            spoilt.get().classify(threateningText()), spoilt.get().reclassify(threateningText()))) {
      assertThat(answer)
          .isInstanceOfSatisfying(
              Unreadable.class, unreadable -> assertThat(unreadable.isTextAtFault()).isTrue());
    }
    assertThat(spoilt.get().classify(friendlyText())).isInstanceOf(Scored.class);
  }

  @Test
  void a_text_that_always_fails_does_not_prevent_the_classification_of_others() {
    Optional<ContentClassifier> breaks = newClassifierThatOneTextBreaks();
    assumeTrue(breaks.isPresent(), "this classifier never fails");

    for (int i = 0; i < 40; i++) {
      Failures.of(() -> breaks.get().classify(threateningText()));
    }

    assertThat(breaks.get().classify(friendlyText())).isInstanceOf(Scored.class);
  }

  private static double highest(Classification answer) {
    return answer instanceof Scored scored
        ? scored.scores().byCategory().values().stream().mapToDouble(score -> score).max().orElse(0)
        : 0;
  }
}
