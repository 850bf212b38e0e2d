package io.spillway.core.text;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;

/**
 * Combining marks. An accent that shows stress or sound (é, à, ô, ï) may be missing in a text; a
 * mark that makes another letter (ç, ñ, ö, å, й) may not.
 */
final class Marks {

  private static final char NONE = 0;

  /** Letters that lists of words tell apart from the same letters without their marks. */
  private static final String OTHER_LETTERS =
      "çñöüäåőűãõşšţțčćďěğġģķłľļńňņřśťůźżžąęįųāēīōūășảạđħŧøƶỏọủụẹẻẽịỉỵỷỹơưйўї";

  private Marks() {}

  /** Returns a letter with a mark as one character; 0 if there is none. */
  static char compose(char letter, int mark) {
    String composed = Normalizer.normalize(letter + Character.toString(mark), Normalizer.Form.NFC);
    return composed.length() == 1 ? composed.charAt(0) : NONE;
  }

  static boolean makesAnotherLetter(char composed) {
    return OTHER_LETTERS.indexOf(composed) >= 0;
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
