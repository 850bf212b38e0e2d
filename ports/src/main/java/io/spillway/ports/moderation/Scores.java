package io.spillway.ports.moderation;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How sure a classifier is of each category, 0 to 1. A category that is not named has score 0.
 *
 * @param byCategory in the order of {@link Category}; each value 0 to 1
 */
public record Scores(Map<Category, Double> byCategory) {

  /** Nothing found. */
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
   * {@return {@link #NONE} when nothing was found, else these}
   *
   * @param byCategory scores of 0 to 1
   */
  public static Scores of(Map<Category, Double> byCategory) {
    return byCategory.isEmpty() ? NONE : new Scores(byCategory);
  }

  /**
   * {@return the score of one category, all others 0}
   *
   * @param category any of them
   * @param score 0 to 1
   */
  public static Scores of(Category category, double score) {
    return new Scores(Map.of(category, score));
  }

  /**
   * {@return the score of a category, 0 to 1; 0 for one without a score}
   *
   * @param category any of them
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
