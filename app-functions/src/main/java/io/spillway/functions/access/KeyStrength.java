package io.spillway.functions.access;

import org.jspecify.annotations.Nullable;

/**
 * Rejects keys that are not random: too few different characters, a repeated short piece, or a long
 * run of consecutive characters. Of 28 million keys of 32 random hexadecimal digits, one has fewer
 * than {@value #LEAST_DIFFERENT} different characters.
 */
final class KeyStrength {

  private static final int LEAST_DIFFERENT = 8;
  private static final int LONGEST_PIECE = 15;
  private static final int LONGEST_RUN = 16;

  private KeyStrength() {}

  /** Returns a key's weakness as a predicate of {@code it}; null for a strong key. */
  static @Nullable String weakness(String key) {
    if (key.chars().distinct().count() < LEAST_DIFFERENT) {
      return "has fewer than " + LEAST_DIFFERENT + " different characters";
    }
    for (int period = 1; period <= LONGEST_PIECE; period++) {
      if (key.regionMatches(0, key, period, key.length() - period)) {
        return "repeats a short piece";
      }
    }
    return longestRun(key) > LONGEST_RUN ? "has a run of consecutive characters" : null;
  }

  /** Returns the length of the longest ascending or descending run of consecutive characters. */
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
