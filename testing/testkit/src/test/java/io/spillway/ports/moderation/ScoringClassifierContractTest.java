package io.spillway.ports.moderation;

import static io.spillway.ports.moderation.Category.VIOLENCE;

import io.spillway.testkit.moderation.ContentClassifierContract;
import java.util.Optional;

class ScoringClassifierContractTest extends ContentClassifierContract {

  private static Scores scores(String text) {
    return Scores.of(VIOLENCE, text.contains("kill") ? 0.9 : 0);
  }

  @Override
  protected ContentClassifier newClassifier() {
    return new ScoringClassifier("kill", ScoringClassifierContractTest::scores);
  }

  @Override
  protected Optional<ContentClassifier> newClassifierOutOfOrder() {
    return Optional.of(
        new ScoringClassifier(
            "broken",
            text -> {
              throw new IllegalStateException("a bug");
            }));
  }

  @Override
  protected Optional<ContentClassifier> newClassifierThatOneTextBreaks() {
    return Optional.of(
        new ScoringClassifier(
            "fragile",
            text -> {
              if (text.contains("kill")) {
                throw new IllegalStateException("a bug");
              }
              return Scores.NONE;
            }));
  }
}
