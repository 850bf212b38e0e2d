package io.spillway.functions.access;

import org.jspecify.annotations.Nullable;

/**
 * Refuses keys that nobody drew at random: few different characters, a short piece repeated, or a
 * long run of characters in their order. Of 28 million keys of 32 random hexadecimal digits one has
 * fewer than {@value #LEAST_DIFFERENT} different ones.
 */
final class KeyStrength {

  private static final int LEAST_DIFFERENT = 8;
  private static final int LONGEST_PIECE = 15;
  private static final int LONGEST_RUN = 16;

  private KeyStrength() {}

  /** Weakness of a key, to follow {@code it}; null for a key that may have been drawn. */
  static @Nullable String weakness(String key) {
    if (key.chars().distinct().count() < LEAST_DIFFERENT) {
      return "has fewer than " + LEAST_DIFFERENT + " different characters";
    }
    for (int period = 1; period <= LONGEST_PIECE; period++) {
      if (key.regionMatches(0, key, period, key.length() - period)) {
        return "repeats a part of itself";
      }
    }
    return longestRun(key) > LONGEST_RUN ? "has its characters in their order" : null;
  }

  /** Most characters in a row of which each is the next or the last one of the one before. */
  private static int longestRun(String key) {
    int longest = 1;
    int run = 1;
    for (int i = 1; i < key.length(); i++) {
      run = Math.abs(key.charAt(i) - key.charAt(i - 1)) == 1 ? run + 1 : 1;
      longest = Math.max(longest, run);
    }
    return longest;
  }
}
