package io.spillway.ports;

import org.jspecify.annotations.Nullable;

/** Text that every store and JSON can keep: databases refuse U+0000, JSON halves of pairs. */
public final class StorableText {

  private StorableText() {}

  /**
   * {@return the rule that a text breaks, to follow a field's name; null when it breaks none}
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
