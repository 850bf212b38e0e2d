package io.spillway.functions.entry;

import org.jspecify.annotations.Nullable;

/**
 * Refuses keys that nobody drew at random: few different characters, a short piece repeated, or
 * characters in their order. Of 28 million keys of 32 random hexadecimal digits one has fewer than
 * {@value #LEAST_DIFFERENT} different ones.
 */
final class KeyStrength {

  private static final int LEAST_DIFFERENT = 8;

  private KeyStrength() {}

  /** Weakness of a key, to follow {@code it}; null for a key that may have been drawn. */
  static @Nullable String weakness(String key) {
    if (key.chars().distinct().count() < LEAST_DIFFERENT) {
      return "has fewer than " + LEAST_DIFFERENT + " different characters";
    }
    for (int period = 1; period <= key.length() / 2; period++) {
      if (key.regionMatches(0, key, period, key.length() - period)) {
        return "repeats a part of itself";
      }
    }
    int inOrder = 0;
    for (int i = 1; i < key.length(); i++) {
      if (Math.abs(key.charAt(i) - key.charAt(i - 1)) <= 1) {
        inOrder++;
      }
    }
    return inOrder * 2 > key.length() ? "has its characters in their order" : null;
  }
}
