package io.spillway.core;

import java.util.function.IntPredicate;

/** Classifies code points by appearance: space, invisible, or visible. */
public final class CodePoints {

  /**
   * First and last code point of each range of Unicode's default ignorables (zero-width, bidi
   * control, soft hyphen, fillers, variation selectors, tags), which the JDK does not expose, and
   * of the interlinear annotations, which are also invisible.
   */
  private static final int[][] IGNORABLE = {
    {0x00AD, 0x00AD}, {0x034F, 0x034F}, {0x061C, 0x061C}, {0x115F, 0x1160},
    {0x17B4, 0x17B5}, {0x180B, 0x180F}, {0x200B, 0x200F}, {0x202A, 0x202E},
    {0x2060, 0x206F}, {0x3164, 0x3164}, {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF},
    {0xFFA0, 0xFFA0}, {0xFFF0, 0xFFFB}, {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A},
    {0xE0000, 0xE0FFF},
  };

  private static final int BRAILLE_BLANK = 0x2800;

  private CodePoints() {}

  /**
   * {@return whether a code point is white space, line breaks included}
   *
   * @param codePoint any code point
   */
  public static boolean isSpace(int codePoint) {
    return Character.isWhitespace(codePoint)
        || Character.isSpaceChar(codePoint)
        || codePoint == BRAILLE_BLANK;
  }

  /**
   * {@return whether a code point is invisible and has no width: ignorable, or a control other than
   * space}
   *
   * @param codePoint any code point
   */
  public static boolean isInvisible(int codePoint) {
    if (Character.isISOControl(codePoint)) {
      return !isSpace(codePoint);
    }
    for (int[] range : IGNORABLE) {
      if (codePoint <= range[1]) {
        return codePoint >= range[0];
      }
    }
    return false;
  }

  /**
   * {@return whether a text is printable ASCII with single spaces between words, as most are} Such
   * a text needs no folding but of case; it may end in a space.
   *
   * @param text any text
   */
  public static boolean isPlain(String text) {
    char before = ' ';
    for (int i = 0; i < text.length(); i++) {
      char sign = text.charAt(i);
      if (sign < ' ' || sign > '~' || (sign == ' ' && before == ' ')) {
        return false;
      }
      before = sign;
    }
    return true;
  }

  /**
   * {@return whether a text has no visible code point}
   *
   * @param text any text; an empty one is blank
   */
  public static boolean isBlank(String text) {
    return !any(text, c -> !isSpace(c) && !isInvisible(c));
  }

  /**
   * {@return whether a code point of a text matches a predicate} A loop, because a stream costs
   * more.
   *
   * @param text any text
   * @param sought the predicate; also tested with unpaired surrogates
   */
  public static boolean any(String text, IntPredicate sought) {
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      if (sought.test(text.codePointAt(i))) {
        return true;
      }
    }
    return false;
  }
}
