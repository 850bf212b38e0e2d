package io.spillway.core.moderation;

import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Provenance;
import io.spillway.ports.moderation.Scores;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * What can be said of a text without asking anybody: its words and links, against a policy's lists.
 * A classifier may raise these scores and never lowers them.
 */
final class LocalFloor {

  private LocalFloor() {}

  /** The scores of a normalised text. */
  static Scores score(Policy policy, String text) {
    EnumMap<Category, Double> scores = new EnumMap<>(Category.class);
    Set<String> keys = Words.keys(text, Policy.MAX_PHRASE_WORDS);
    raise(scores, policy.banned(), keys, Policy.BANNED_SCORE);
    raise(scores, policy.suspect(), keys, Policy.SUSPECT_SCORE);
    if (Links.leadElsewhere(text, policy.links().allowedHosts())) {
      scores.merge(Category.SPAM, policy.links().score(), Math::max);
    }
    return new Scores(scores);
  }

  static Provenance provenance(Policy policy) {
    return new Provenance("local-floor", policy.version(), "none", Duration.ZERO);
  }

  private static void raise(
      Map<Category, Double> scores, Map<String, Category> words, Set<String> keys, double score) {
    for (String key : keys) {
      Category category = words.get(key);
      if (category != null) {
        scores.merge(category, score, Math::max);
      }
    }
  }
}
