package io.spillway.ports;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Length of viewers' texts and names as people count it: in extended grapheme clusters, so that an
 * emoji of several code points is one character. A bound in code points, {@value #CODE_POINTS_EACH}
 * for each character on average, limits the combining marks of one letter.
 */
public final class TextLength {

  /** Maximum number of code points of a text, for each character of its limit. */
  public static final int CODE_POINTS_EACH = 4;

  private static final Pattern CLUSTER = Pattern.compile("\\X");

  private TextLength() {}

  /**
   * {@return the broken limit, phrased to follow a field's name; null if the text fits} Cheap for a
   * text of at most {@code max} code points.
   *
   * @param text any text, including an empty one
   * @param max the maximum length, in extended grapheme clusters
   */
  public static @Nullable String problem(String text, int max) {
    if (text.length() <= max) {
      return null;
    }
    int codePoints = text.codePointCount(0, text.length());
    if (codePoints <= max) {
      return null;
    }
    if (codePoints > max * CODE_POINTS_EACH) {
      return "must have at most " + max * CODE_POINTS_EACH + " Unicode code points";
    }
    return hasMore(text, max) ? "must have at most " + max + " characters" : null;
  }

  private static boolean hasMore(String text, int max) {
    return CLUSTER.matcher(text).results().limit(max + 1L).count() > max;
  }
}
