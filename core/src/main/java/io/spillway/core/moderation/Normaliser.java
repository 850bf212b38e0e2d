package io.spillway.core.moderation;

import io.spillway.core.CodePoints;
import java.text.Normalizer;

/**
 * Makes a text ready for classification, so that tricks of writing do not hide what it says. What
 * is stored and shown is always the text as it was written.
 */
final class Normaliser {

  private Normaliser() {}

  /** Compatible forms as one (NFKC), nothing invisible, single spaces. Empty for a blank text. */
  static String normalise(String text) {
    return isNormal(text)
        ? text
        : singleSpaces(Normalizer.normalize(visible(text), Normalizer.Form.NFKC));
  }

  /** Whether it is plain already, as most texts are: ASCII, with single spaces between words. */
  private static boolean isNormal(String text) {
    char before = ' ';
    for (int i = 0; i < text.length(); i++) {
      char sign = text.charAt(i);
      if (sign < ' ' || sign > '~' || (sign == ' ' && before == ' ')) {
        return false;
      }
      before = sign;
    }
    return before != ' ';
  }

  /**
   * The same at no more than the text's own length: without NFKC, which makes up to 18 characters
   * of one.
   */
  static String normaliseInPlace(String text) {
    return singleSpaces(visible(text));
  }

  /** Without what cannot be seen. */
  static String visible(String text) {
    StringBuilder visible = new StringBuilder(text.length());
    text.codePoints()
        .filter(codePoint -> !CodePoints.isInvisible(codePoint))
        .forEach(visible::appendCodePoint);
    return visible.toString();
  }

  private static String singleSpaces(String text) {
    StringBuilder spaced = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            codePoint -> {
              if (!CodePoints.isSpace(codePoint)) {
                spaced.appendCodePoint(codePoint);
              } else if (!spaced.isEmpty() && spaced.charAt(spaced.length() - 1) != ' ') {
                spaced.append(' ');
              }
            });
    return spaced.toString().stripTrailing();
  }
}
