package io.spillway.core.text;

/** Number of differences between a word and its letters in a text, so far. */
final class Disguise {

  private static final int BITS = 10;
  private static final int MASK = (1 << BITS) - 1;

  /** Repetitions of the last letter. */
  int repeated;

  /** Spaces of the phrase that are missing. */
  int joined;

  /** Letters replaced by an asterisk. */
  int masked;

  /** Gaps inside words with spaces. */
  int spaced;

  /** Gaps inside words with other signs. */
  int separated;

  /** Gaps inside words with apostrophes. */
  int apostrophes;

  /** Runs of repeated letters that ended, and the longest of them. */
  private int runs;

  private int longest;

  /** Moves on from the last letter. Returns the state to go back to. */
  long endRun() {
    long kept = ((long) repeated << (2 * BITS)) | ((long) runs << BITS) | longest;
    if (repeated > 0) {
      runs = Math.min(runs + 1, MASK);
      longest = Math.min(Math.max(longest, repeated), MASK);
      repeated = 0;
    }
    return kept;
  }

  void undoEndRun(long kept) {
    longest = (int) kept & MASK;
    runs = (int) (kept >> BITS) & MASK;
    repeated = (int) (kept >> (2 * BITS));
  }

  void pass(byte gap, boolean ignoresApostrophes) {
    count(gap, ignoresApostrophes, 1);
  }

  void unpass(byte gap, boolean ignoresApostrophes) {
    count(gap, ignoresApostrophes, -1);
  }

  private void count(byte gap, boolean ignoresApostrophes, int change) {
    switch (gap) {
      case Letters.NONE -> {
        // The usual case.
      }
      case Letters.APOSTROPHE -> apostrophes += ignoresApostrophes ? 0 : change;
      case Letters.SPACE -> spaced += change;
      default -> separated += change;
    }
  }

  int runs() {
    return runs + (repeated > 0 ? 1 : 0);
  }

  int longestRun() {
    return Math.max(longest, repeated);
  }

  boolean hasGaps() {
    return spaced + separated + apostrophes > 0;
  }
}
