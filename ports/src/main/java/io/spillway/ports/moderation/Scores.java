package io.spillway.ports.moderation;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Confidence of a classifier for each category, 0 to 1. A category without an entry has score 0.
 *
 * @param byCategory the scores in the order of {@link Category}, each 0 to 1
 */
public record Scores(Map<Category, Double> byCategory) {

  /** Score 0 for all categories. */
  public static final Scores NONE = new Scores(Map.of());

  public Scores {
    EnumMap<Category, Double> copy = new EnumMap<>(Category.class);
    byCategory.forEach(
        (category, score) -> {
          if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException(
                "score of " + category.code() + " must be 0 to 1: " + score);
          }
          copy.put(category, score);
        });
    byCategory = Collections.unmodifiableMap(copy);
  }

  /**
   * {@return the scores; {@link #NONE} for an empty map}
   *
   * @param byCategory the scores, each 0 to 1
   */
  public static Scores of(Map<Category, Double> byCategory) {
    return byCategory.isEmpty() ? NONE : new Scores(byCategory);
  }

  /**
   * {@return scores with one category; all others are 0}
   *
   * @param category any category
   * @param score the score, 0 to 1
   */
  public static Scores of(Category category, double score) {
    return new Scores(Map.of(category, score));
  }

  /**
   * {@return the score of a category, 0 to 1; 0 for one without a score}
   *
   * @param category any category
   */
  public double of(Category category) {
    return byCategory.getOrDefault(category, 0.0);
  }

  /**
   * {@return for each category the higher score of the two}
   *
   * @param other scores of the same text
   */
  public Scores raisedBy(Scores other) {
    if (other.byCategory.isEmpty()) {
      return this;
    }
    if (byCategory.isEmpty()) {
      return other;
    }
    EnumMap<Category, Double> raised = new EnumMap<>(Category.class);
    raised.putAll(byCategory);
    other.byCategory.forEach((category, score) -> raised.merge(category, score, Math::max));
    return new Scores(raised);
  }
}
