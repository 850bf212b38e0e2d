package io.spillway.core.text;

/** Writing systems, as far as they decide on the edges of words. */
final class Script {

  private static final String ARABIC_BEFORE = "وفبكلس";
  private static final String HEBREW_BEFORE = "הובלכמש";

  private Script() {}

  /** Returns whether a letter's script has no spaces between words: Han, Kana, Thai and others. */
  static boolean isWithoutSpaces(char letter) {
    return letter >= 0x0E00
        && ((letter <= 0x109F)
            || (letter >= 0x1780 && letter <= 0x17FF)
            || (letter >= 0x3005 && letter <= 0x3007)
            || (letter >= 0x3041 && letter <= 0x30FF)
            || (letter >= 0x31F0 && letter <= 0x31FF)
            || (letter >= 0x3400 && letter <= 0x9FFF)
            || (letter >= 0xF900 && letter <= 0xFAFF)
            || Character.isSurrogate(letter));
  }

  /** Returns whether a letter is a syllable, which says as much as some Latin letters. */
  static boolean isSyllable(char letter) {
    return isWithoutSpaces(letter) || isHangul(letter);
  }

  /** Returns whether words end in particles: Korean. */
  static boolean isHangul(char letter) {
    return letter >= 0xAC00 && letter <= 0xD7A3;
  }

  static boolean isArabic(char letter) {
    return letter >= 0x0620 && letter <= 0x06FF;
  }

  static boolean isHebrew(char letter) {
    return letter >= 0x05D0 && letter <= 0x05EA;
  }

  /** Returns whether letters may stand before a word and belong to it: articles, and, with, to. */
  static boolean isBeforeWord(String letters) {
    if (letters.isEmpty() || letters.length() > 3) {
      return letters.isEmpty();
    }
    char first = letters.charAt(0);
    if (isHebrew(first)) {
      return letters.chars().allMatch(letter -> HEBREW_BEFORE.indexOf(letter) >= 0);
    }
    String rest = ARABIC_BEFORE.indexOf(first) >= 0 ? letters.substring(1) : letters;
    return rest.isEmpty() || rest.equals("ال") || letters.equals("لل");
  }

  /** Returns whether letters may stand behind a word and belong to it: endings and possessives. */
  static boolean isBehindWord(String letters) {
    return switch (letters) {
      case "", "ه", "ها", "هم", "هن", "ك", "كم", "ي", "نا", "ة", "ات", "ين", "ون", "ان", "وا" ->
          true;
      case "ים", "ות", "י", "ה" -> true;
      default -> false;
    };
  }
}
