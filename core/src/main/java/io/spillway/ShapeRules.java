package io.spillway;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.policy.CapitalsLimit;
import io.spillway.ports.policy.ShapeDraft;

/**
 * Limits of a text's shape. A text beyond one of them scores {@code score} for {@code spam}, and
 * the policy's rule for spam decides. Compared is the original text.
 *
 * <p>Letters of scripts without case are no capitals. A heart, a flag, a face with a skin tone and
 * a family are one emoji each. Joiners of Persian or Hindi are no combining marks.
 *
 * @param score the score, 0 to 1; 0 to ignore shapes
 * @param capitals the limit of capitals
 * @param run the longest run of one sign, spaces excluded; 0 for no limit, here and below, at most
 *     {@value #MAX}
 * @param emoji the maximum number of emoji
 * @param lineBreaks the maximum number of line breaks
 * @param marks the maximum number of combining marks on one base character
 */
public record ShapeRules(
    double score, CapitalsLimit capitals, int run, int emoji, int lineBreaks, int marks) {

  /** Upper limit of each number. */
  public static final int MAX = 500;

  /** No limits. */
  public static final ShapeRules OFF = new ShapeRules(0.8, CapitalsLimit.NONE, 0, 0, 0, 0);

  /**
   * At most 30 line breaks, and at most 10 combining marks on one character, which no language
   * needs. No limit of capitals, runs and emoji, which are part of everyday chat.
   */
  public static final ShapeRules STANDARD = new ShapeRules(0.8, CapitalsLimit.NONE, 0, 0, 30, 10);

  public ShapeRules {
    requireNonNull(capitals, "capitals");
  }

  /** {@return whether any limit has an effect} */
  public boolean hasEffects() {
    return score > 0
        && (capitals.most() < 1 || run > 0 || emoji > 0 || lineBreaks > 0 || marks > 0);
  }

  /** {@return a draft of these rules} */
  ShapeDraft draft() {
    return new ShapeDraft(score, capitals, run, emoji, lineBreaks, marks);
  }
}
