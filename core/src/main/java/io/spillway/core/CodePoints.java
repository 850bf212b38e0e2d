package io.spillway.core;

import java.util.function.IntPredicate;

/** What a code point is to somebody who reads: space, nothing at all, or something to see. */
public final class CodePoints {

  /**
   * First and last of each range that Unicode calls default ignorable: zero-width, bidi control,
   * soft hyphen, fillers, variation selectors, tags. The JDK has no such property. The interlinear
   * annotations that follow the last but one are as invisible.
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
   * {@return whether it separates words and shows nothing, line breaks included}
   *
   * @param codePoint any
   */
  public static boolean isSpace(int codePoint) {
    return Character.isWhitespace(codePoint)
        || Character.isSpaceChar(codePoint)
        || codePoint == BRAILLE_BLANK;
  }

  /**
   * {@return whether it takes no room and shows nothing: ignorable, or a control that is no space}
   *
   * @param codePoint any
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
   * {@return whether a text has nothing to see}
   *
   * @param text any; an empty one has nothing
   */
  public static boolean isBlank(String text) {
    return !any(text, c -> !isSpace(c) && !isInvisible(c));
  }

  /**
   * {@return whether a text has such a code point} A stream would say the same, and cost more.
   *
   * @param text any
   * @param sought which code points; half a surrogate pair is one too
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
