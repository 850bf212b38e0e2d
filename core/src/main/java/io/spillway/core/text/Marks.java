package io.spillway.core.text;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Combining marks. An accent that shows stress or sound (é, à, ô, ï) may be missing in a text; a
 * mark that makes another letter (ç, ñ, ö, å, й) may not.
 */
final class Marks {

  private static final char NONE = 0;

  /** Letters that lists of words tell apart from the same letters without their marks. */
  private static final String OTHER_LETTERS =
      "çñöüäåőűãõşšţțčćďěğġģķłľļńňņřśťůźżžąęįųāēīōūășảạđħŧøƶỏọủụẹẻẽịỉỵỷỹơưйўїґғқңүұһҳөәə";

  /** Letters, each with its mark in the lower half, in order. */
  private static final int[] DECOMPOSED;

  private static final char[] COMPOSED;

  static {
    Map<Integer, Character> byParts = byParts();
    DECOMPOSED = new int[byParts.size()];
    COMPOSED = new char[byParts.size()];
    int at = 0;
    for (Map.Entry<Integer, Character> letter : byParts.entrySet()) {
      DECOMPOSED[at] = letter.getKey();
      COMPOSED[at] = letter.getValue();
      at++;
    }
  }

  private Marks() {}

  /** Returns a letter with a mark as one character; 0 for no such character. */
  static char compose(char letter, int mark) {
    String composed = Normalizer.normalize(letter + Character.toString(mark), Normalizer.Form.NFC);
    return composed.length() == 1 ? composed.charAt(0) : NONE;
  }

  static boolean makesAnotherLetter(char composed) {
    return OTHER_LETTERS.indexOf(composed) >= 0;
  }

  /** Returns the other letter that a letter becomes by a mark; 0 if it stays the same letter. */
  static char otherLetter(char letter, int mark) {
    int at = Arrays.binarySearch(DECOMPOSED, letter << Character.SIZE | mark);
    return at < 0 || mark > Character.MAX_VALUE ? NONE : COMPOSED[at];
  }

  private static Map<Integer, Character> byParts() {
    Map<Integer, Character> composed = new TreeMap<>();
    for (int i = 0; i < OTHER_LETTERS.length(); i++) {
      char letter = OTHER_LETTERS.charAt(i);
      String parts = Normalizer.normalize(Character.toString(letter), Normalizer.Form.NFD);
      if (parts.length() == 2) {
        composed.put(parts.charAt(0) << Character.SIZE | parts.charAt(1), letter);
      }
    }
    return composed;
  }

  /**
   * Returns whether a mark is a part of the spelling: one of a script that is not alphabetic, or
   * the voicing mark of Kana.
   */
  static boolean isSpelling(int mark) {
    if (mark == 0x3099 || mark == 0x309A) {
      return true;
    }
    return switch (UnicodeScript.of(mark)) {
      case COMMON, INHERITED, LATIN, GREEK, CYRILLIC, ARABIC, HEBREW, ARMENIAN, COPTIC, SYRIAC ->
          false;
      default -> true;
    };
  }
}
