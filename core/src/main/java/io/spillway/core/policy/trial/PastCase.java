package io.spillway.core.policy.trial;

import static java.util.Objects.requireNonNull;

import io.spillway.Policy;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Scores;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A text that was judged before, with moderators' decision.
 *
 * @param id the message's id, for people
 * @param text the original text
 * @param classified the scores of the classifier alone, as far as known
 * @param category the category for which the text was withheld; null if it was published
 * @param isRefused whether a provider refused to classify the text; such a text is always withheld
 * @param judgement the moderators' decision
 * @param author the author's name, for exemptions; null if unknown
 */
public record PastCase(
    String id,
    String text,
    Scores classified,
    @Nullable Category category,
    boolean isRefused,
    Judgement judgement,
    @Nullable String author) {

  /** Moderators' decision about a text. */
  public enum Judgement {
    /** True positive: a moderator upheld it. */
    BAD,
    /** False positive: a moderator dismissed it. */
    FINE,
    /** No moderator has decided. */
    UNKNOWN
  }

  /**
   * Creates a case of an unknown author.
   *
   * @param id {@link #id()}
   * @param text {@link #text()}
   * @param classified {@link #classified()}
   * @param category {@link #category()}
   * @param isRefused {@link #isRefused()}
   * @param judgement {@link #judgement()}
   */
  public PastCase(
      String id,
      String text,
      Scores classified,
      @Nullable Category category,
      boolean isRefused,
      Judgement judgement) {
    this(id, text, classified, category, isRefused, judgement, null);
  }

  public PastCase {
    requireNonNull(id, "id");
    requireNonNull(text, "text");
    requireNonNull(classified, "classified");
    requireNonNull(judgement, "judgement");
  }

  /** Returns whether a policy exempts the author by name; roles are not stored. */
  boolean isExempt(Policy policy) {
    return author != null && policy.exempts(author, Set.of());
  }

  /**
   * Removes the scores of the local rules from recorded scores. If the local score equals the
   * recorded one, the classifier's score is unknown, and taken as 0.
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

  /** Omits the text and the author. */
  @Override
  public String toString() {
    return "PastCase[" + id + ", " + judgement + "]";
  }
}
