package com.example.moderation;

import io.spillway.ports.Health;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Classification;
import io.spillway.ports.moderation.ContentClassifier;
import io.spillway.ports.moderation.Provenance;
import io.spillway.ports.moderation.Scores;
import java.time.Duration;
import java.util.Map;

/** This chat's own idea of what is unfit: a text of capitals. It scores, and policy decides. */
final class ShoutingClassifier implements ContentClassifier {

  @Override
  public Classification classify(String text) {
    long letters = text.chars().filter(Character::isLetter).count();
    long capitals = text.chars().filter(Character::isUpperCase).count();
    double score = letters == 0 ? 0 : (double) capitals / letters;
    return new Classification.Scored(
        new Scores(Map.of(Category.HARASSMENT, score)),
        new Provenance("shouting", "capitals-1", "none", Duration.ZERO));
  }

  @Override
  public Health health() {
    return Health.up("shouting");
  }
}
