package io.spillway.core.moderation;

import io.spillway.core.CodePoints;
import java.text.Normalizer;

/**
 * Normalises texts for classification, against obfuscation. Stored and shown is always the original
 * text.
 */
final class Normaliser {

  private Normaliser() {}

  /**
   * Applies NFKC, removes invisible code points, and collapses spaces. Returns an empty text for a
   * blank one.
   */
  static String normalise(String text) {
    return CodePoints.isPlain(text) && !text.endsWith(" ")
        ? text
        : collapseSpaces(Normalizer.normalize(removeInvisible(text), Normalizer.Form.NFKC));
  }

  /**
   * Normalises without NFKC, which can expand one character to 18, so that the result is no longer
   * than the text.
   */
  static String normaliseInPlace(String text) {
    return collapseSpaces(removeInvisible(text));
  }

  /** Removes invisible code points. */
  static String removeInvisible(String text) {
    StringBuilder visible = new StringBuilder(text.length());
    text.codePoints()
        .filter(codePoint -> !CodePoints.isInvisible(codePoint))
        .forEach(visible::appendCodePoint);
    return visible.toString();
  }

  private static String collapseSpaces(String text) {
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
