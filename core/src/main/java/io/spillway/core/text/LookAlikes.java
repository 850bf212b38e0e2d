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
   * Folds a name: compatibility forms, case, invisible signs and spaces, and letters that look
   * alike.
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
      signs[i] = fold(signs[i]);
    }
    return new String(signs);
  }

  private static char fold(char sign) {
    if (sign < FIRST_BEYOND_ASCII) {
      return switch (sign) {
        case '0' -> 'o';
        case '1', 'i', '|' -> 'l';
        default -> sign;
      };
    }
    int at = Arrays.binarySearch(FROM, sign);
    return at < 0 ? sign : TO[at];
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
