package io.spillway.ports;

import org.jspecify.annotations.Nullable;

/**
 * Check for text that every store and JSON accept: databases reject U+0000, JSON rejects unpaired
 * surrogates.
 */
public final class StorableText {

  private StorableText() {}

  /**
   * {@return the violated rule, phrased to follow a field's name; null if the text is valid}
   *
   * @param text any text
   */
  public static @Nullable String problem(String text) {
    if (text.indexOf('\0') >= 0) {
      return "must not have the character U+0000";
    }
    return text.codePoints().anyMatch(StorableText::isHalfOfPair) ? "must be valid Unicode" : null;
  }

  private static boolean isHalfOfPair(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }
}
