package io.spillway.core.policy.trial;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Scores;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A text that was judged before, and what humans made of it.
 *
 * @param id for people to find it by
 * @param text as it was written
 * @param classified what a classifier alone gave it, as far as that is known
 * @param category for which it was withheld; null when it was published
 * @param isRefused whether a provider refused to look at it, for which it is always withheld
 * @param judgement what humans decided
 */
public record PastCase(
    String id,
    String text,
    Scores classified,
    @Nullable Category category,
    boolean isRefused,
    Judgement judgement) {

  /** What humans decided about a text. */
  public enum Judgement {
    /** Truly bad: a moderator upheld it. */
    BAD,
    /** Truly fine: a moderator dismissed it. */
    FINE,
    /** No human has decided. */
    UNKNOWN
  }

  public PastCase {
    requireNonNull(id, "id");
    requireNonNull(text, "text");
    requireNonNull(classified, "classified");
    requireNonNull(judgement, "judgement");
  }

  /**
   * Recorded scores without those that the local floor gave: where it gave as much as was recorded,
   * what the classifier gave is not known, and taken as nothing.
   */
  static Scores withoutFloor(Scores recorded, Scores floor) {
    Map<Category, Double> classified = new EnumMap<>(Category.class);
    recorded
        .byCategory()
        .forEach(
            (category, score) -> {
              if (score > floor.of(category)) {
                classified.put(category, score);
              }
            });
    return new Scores(classified);
  }

  /** Says which it is, and nothing of what was written. */
  @Override
  public String toString() {
    return "PastCase[" + id + ", " + judgement + "]";
  }
}
