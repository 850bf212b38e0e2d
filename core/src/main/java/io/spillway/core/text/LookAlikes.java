package io.spillway.core.text;

import io.spillway.core.CodePoints;
import io.spillway.ports.AuthorNames;
import java.text.Normalizer;
import java.util.Arrays;

/**
 * Folds texts so that those that look alike become equal. Coarse, because {@code 1}, {@code l} and
 * {@code i} become one sign too: fit for limits, not for identity.
 */
public final class LookAlikes {

  private static final int FIRST_BEYOND_ASCII = 0x80;

  /** Pairs of a lower-case letter and the Latin letter that it, or its capital, looks like. */
  private static final String PAIRS =
      // Latin: dotless i, alpha, script g, and small capitals.
      "ıl"
          + "ɑa"
          + "ɡg"
          + "ɢg"
          + "ɪl"
          + "ɴn"
          + "ʀr"
          + "ʏy"
          + "ʙb"
          + "ʜh"
          + "ʟl"
          + "ᴀa"
          + "ᴄc"
          + "ᴅd"
          + "ᴇe"
          + "ᴊj"
          + "ᴋk"
          + "ᴍm"
          + "ᴏo"
          + "ᴘp"
          + "ᴛt"
          + "ᴜu"
          + "ᴠv"
          + "ᴡw"
          + "ᴢz"
          + "ꜰf"
          + "ꜱs"
          // Greek.
          + "αa"
          + "βb"
          + "εe"
          + "ζz"
          + "ηh"
          + "ιl"
          + "κk"
          + "μm"
          + "νv"
          + "οo"
          + "ρp"
          + "τt"
          + "υy"
          + "χx"
          + "ωw"
          // Cyrillic.
          + "аa"
          + "вb"
          + "еe"
          + "кk"
          + "мm"
          + "нh"
          + "оo"
          + "рp"
          + "сc"
          + "тt"
          + "уy"
          + "хx"
          + "ѕs"
          + "іl"
          + "јj"
          + "үy"
          + "һh"
          + "ӏl"
          + "ԁd"
          + "ԛq"
          + "ԝw"
          // Armenian.
          + "հh"
          + "ոn"
          + "սu"
          + "ցg"
          + "օo";

  private static final char[] FROM = new char[PAIRS.length() / 2];
  private static final char[] TO = new char[FROM.length];

  static {
    String[] sorted = new String[FROM.length];
    Arrays.setAll(sorted, i -> PAIRS.substring(2 * i, 2 * i + 2));
    Arrays.sort(sorted);
    for (int i = 0; i < sorted.length; i++) {
      FROM[i] = sorted[i].charAt(0);
      TO[i] = sorted[i].charAt(1);
    }
  }

  private LookAlikes() {}

  /**
   * {@return the name with compatibility forms, case, invisible signs and spaces, and letters that
   * look alike folded}
   *
   * @param name any name
   */
  public static String foldName(String name) {
    String folded = AuthorNames.foldedKey(Normalizer.normalize(name, Normalizer.Form.NFKC));
    return withoutSpaces(foldLetters(folded));
  }

  /**
   * Replaces letters and digits that look alike.
   *
   * @param lowerCase a text in lower case
   */
  public static String foldLetters(String lowerCase) {
    char[] signs = lowerCase.toCharArray();
    for (int i = 0; i < signs.length; i++) {
      signs[i] =
          switch (signs[i]) {
            case '0' -> 'o';
            case '1', 'i', '|' -> 'l';
            default -> (char) fold(signs[i]);
          };
    }
    return new String(signs);
  }

  /** Returns the letter that a lower-case letter looks like; itself if there is none. */
  static int fold(int lowerCase) {
    if (lowerCase < FIRST_BEYOND_ASCII || lowerCase > Character.MAX_VALUE) {
      return lowerCase;
    }
    int at = Arrays.binarySearch(FROM, (char) lowerCase);
    return at < 0 ? lowerCase : TO[at];
  }

  /**
   * Returns the lower-case letter that a capital looks like, if its small letter does not; or 0.
   */
  static char seen(int codePoint) {
    return codePoint == 'I' ? 'l' : 0;
  }

  /**
   * Returns the Latin letter for which a letter of another script is only used in a word that mixes
   * scripts, such as я for r; 0 for none.
   */
  static char decorative(char letter) {
    int at = "яигдш".indexOf(letter);
    return at < 0 ? 0 : "rnraw".charAt(at);
  }

  /**
   * Returns the letters that a lower-case letter stands for, such as ss for ß; or an empty text.
   */
  static String expand(int lowerCase) {
    return switch (lowerCase) {
      case 'ß' -> "ss";
      case 'æ' -> "ae";
      case 'œ' -> "oe";
      default -> "";
    };
  }

  private static String withoutSpaces(String text) {
    StringBuilder rest = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (!CodePoints.isSpace(text.charAt(i))) {
        rest.append(text.charAt(i));
      }
    }
    return rest.toString();
  }
}
