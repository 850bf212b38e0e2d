package io.spillway.core.moderation;

import io.spillway.ShapeRules;
import io.spillway.core.CodePoints;
import org.jspecify.annotations.Nullable;

/**
 * Measures the shape of a text, by one pass over its code points: capitals, runs, emoji, line
 * breaks and combining marks.
 */
final class TextShape {

  private static final int FIRST_BEYOND_ASCII = 0x80;

  private final EmojiCount emoji = new EmojiCount();
  private int before;
  private int lastVisible;
  private int casedLetters;
  private int capitals;
  private int run;
  private int longestRun;
  private int lineBreaks;
  private int marks;
  private int mostMarks;

  private TextShape() {}

  /** Limits of a shape, in the order in which they are compared. */
  enum Limit {
    MARKS("too many combining marks"),
    LINE_BREAKS("too many line breaks"),
    EMOJI("too many emoji"),
    RUN("one sign repeated too often"),
    CAPITALS("too many capitals");

    private final String words;

    Limit(String words) {
      this.words = words;
    }

    /** Returns the reason for a moderator, which does not quote the text. */
    String words() {
      return words;
    }
  }

  /**
   * Returns the first limit that a text exceeds; null for none.
   *
   * @param text the original text
   */
  static @Nullable Limit findExceeded(ShapeRules rules, String text) {
    if (!rules.hasEffects()) {
      return null;
    }
    TextShape shape = new TextShape();
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      shape.read(codePoint);
      i += Character.charCount(codePoint);
    }
    return shape.findExceeded(rules);
  }

  private @Nullable Limit findExceeded(ShapeRules rules) {
    if (isOver(mostMarks, rules.marks())) {
      return Limit.MARKS;
    }
    if (isOver(lineBreaks, rules.lineBreaks())) {
      return Limit.LINE_BREAKS;
    }
    if (isOver(emoji.count(), rules.emoji())) {
      return Limit.EMOJI;
    }
    if (isOver(longestRun, rules.run())) {
      return Limit.RUN;
    }
    boolean isJudged = casedLetters > 0 && casedLetters >= rules.capitals().letters();
    return isJudged && capitals > rules.capitals().most() * casedLetters ? Limit.CAPITALS : null;
  }

  private static boolean isOver(int number, int limit) {
    return limit > 0 && number > limit;
  }

  private void read(int codePoint) {
    if (isLineBreak(codePoint)) {
      // A carriage return with its line feed is one line break.
      lineBreaks += codePoint == '\n' && before == '\r' ? 0 : 1;
    }
    before = codePoint;
    if (codePoint < FIRST_BEYOND_ASCII) {
      emoji.readAscii();
      readBase(codePoint);
    } else if (CodePoints.isInvisible(codePoint)) {
      emoji.readInvisible(codePoint);
    } else {
      emoji.read(codePoint);
      readBeyondAscii(codePoint);
    }
  }

  private void readBeyondAscii(int codePoint) {
    switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK ->
          mostMarks = Math.max(mostMarks, ++marks);
      case Character.COMBINING_SPACING_MARK -> {
        // A vowel sign that takes space, as in Hindi or Burmese, cannot be stacked.
      }
      default -> readBase(codePoint);
    }
  }

  private void readBase(int codePoint) {
    marks = 0;
    if (CodePoints.isSpace(codePoint)) {
      lastVisible = 0;
      return;
    }
    run = codePoint == lastVisible ? run + 1 : 1;
    lastVisible = codePoint;
    longestRun = Math.max(longestRun, run);
    countCase(codePoint);
  }

  private void countCase(int codePoint) {
    if (Character.isLowerCase(codePoint)) {
      casedLetters++;
    } else if (Character.isUpperCase(codePoint) || Character.isTitleCase(codePoint)) {
      casedLetters++;
      capitals++;
    }
  }

  private static boolean isLineBreak(int codePoint) {
    return (codePoint >= '\n' && codePoint <= '\r')
        || codePoint == 0x85
        || codePoint == 0x2028
        || codePoint == 0x2029;
  }
}
