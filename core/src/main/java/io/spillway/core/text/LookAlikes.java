package io.spillway.core.text;

import io.spillway.core.CodePoints;
import io.spillway.ports.AuthorNames;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;

/**
 * Folds texts so that those that look alike become equal. Coarse, because {@code 1}, {@code l} and
 * {@code i} become one sign too: fit for limits, not for identity.
 */
public final class LookAlikes {

  private static final char NONE = 0;
  private static final int FIRST_BEYOND_ASCII = 0x80;

  /**
   * Pairs of a letter or sign and the Latin letter for which it is used in names and words that mix
   * scripts. Ours: Unicode has no data on decoration.
   */
  private static final String DECORATIONS =
      // Cyrillic.
      "яrиnйnдaлaпnшwщwцuчyжxэeєeзeбbгrъbьbѳoӡzфo"
          // Greek.
          + "λaδdξeσoγyθoψy"
          // Hebrew and Thai.
          + "נjןjקpשvאxץyคaภnเiรsยuฬw"
          // Canadian syllabics.
          + "ᗩaᑕcᗴeᘜgᓰiᑎnᗝoᑫqᔕsᗯwᘔz"
          // Signs.
          + "∆a∀a⊂c∑e∃e∈e∏n∩n√v";

  private LookAlikes() {}

  /**
   * {@return the name with compatibility forms, case, invisible signs and spaces, and letters that
   * look alike folded}
   *
   * @param name any name
   */
  public static String foldName(String name) {
    if (isFolded(name)) {
      return name;
    }
    String folded = AuthorNames.foldedKey(Normalizer.normalize(name, Normalizer.Form.NFKC));
    return withoutSpaces(foldLetters(folded));
  }

  /** Returns whether folding changes nothing: lower-case letters without i, and digits over 1. */
  private static boolean isFolded(String name) {
    for (int i = 0; i < name.length(); i++) {
      char sign = name.charAt(i);
      boolean isLetter = sign >= 'a' && sign <= 'z' && sign != 'i';
      if (!isLetter && !(sign >= '2' && sign <= '9')) {
        return false;
      }
    }
    return true;
  }

  /**
   * {@return a text with one letter for all letters and digits that look alike}
   *
   * @param lowerCase a text in lower case
   */
  static String foldLetters(String lowerCase) {
    StringBuilder folded = new StringBuilder(lowerCase.length());
    for (int at = 0; at < lowerCase.length(); ) {
      int codePoint = lowerCase.codePointAt(at);
      String several = expand(codePoint);
      if (several.isEmpty()) {
        int letter = fold(codePoint);
        folded.appendCodePoint(letter < FIRST_BEYOND_ASCII ? merge((char) letter) : letter);
      } else {
        folded.append(foldLetters(several));
      }
      at += Character.charCount(codePoint);
    }
    return folded.toString();
  }

  /** Returns one letter for those that look alike in some font: o for 0, l for 1, i and |. */
  static char merge(char folded) {
    return switch (folded) {
      case '0' -> 'o';
      case '1', 'i', '|' -> 'l';
      default -> folded;
    };
  }

  /**
   * Returns the letter or digit that a sign or lower-case letter looks like: a Latin one, else the
   * Cyrillic or Greek letter for all of this look; else itself.
   */
  static int fold(int lowerCase) {
    return lowerCase < FIRST_BEYOND_ASCII ? lowerCase : Table.FOLDS.get(lowerCase, lowerCase);
  }

  /**
   * Returns the Latin letter that a letter as written looks like, if its small letter is folded to
   * another one, such as n for the Greek capital Nu; or 0.
   */
  static char appearance(int codePoint) {
    if (codePoint < FIRST_BEYOND_ASCII) {
      return codePoint == 'I' ? 'l' : NONE;
    }
    return (char) Table.SEEN.get(codePoint, NONE);
  }

  /**
   * Returns the Latin letter for which a letter or sign is only used in a word that mixes scripts,
   * such as я for r; 0 for none.
   */
  static char decorative(char letter) {
    for (int i = 0; i < DECORATIONS.length(); i += 2) {
      if (DECORATIONS.charAt(i) == letter) {
        return DECORATIONS.charAt(i + 1);
      }
    }
    return NONE;
  }

  /**
   * Returns the letters that a lower-case letter or a sign stands for, such as ss for ß; or an
   * empty text.
   */
  static String expand(int lowerCase) {
    return lowerCase < FIRST_BEYOND_ASCII ? "" : Table.EXPANSIONS.getOrDefault(lowerCase, "");
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

  /** The bundled table, which texts in ASCII do not load. */
  private static final class Table {

    static final CodePointMap FOLDS = new CodePointMap(12);
    static final CodePointMap SEEN = new CodePointMap(7);
    static final Map<Integer, String> EXPANSIONS = new HashMap<>();

    // Loops, because the first lambda of a process costs ten times as much as the table.
    static {
      String text = BundledText.read("look-alikes.txt");
      for (int start = 0; start < text.length(); ) {
        int end = text.indexOf('\n', start);
        read(text.substring(start, end));
        start = end + 1;
      }
    }

    private Table() {}

    private static void read(String line) {
      if (line.startsWith("fold ")) {
        FOLDS.addAll(line, "fold a ".length(), line.charAt("fold ".length()));
      } else if (line.startsWith("seen ")) {
        SEEN.addAll(line, "seen a ".length(), line.charAt("seen ".length()));
      } else if (line.startsWith("expand ")) {
        int letters = line.lastIndexOf(' ') + 1;
        expand(line, letters, line.substring("expand ".length(), letters - 1));
      }
    }

    private static void expand(String line, int from, String letters) {
      for (int at = from; at < line.length(); ) {
        int codePoint = line.codePointAt(at);
        EXPANSIONS.put(codePoint, letters);
        at += Character.charCount(codePoint);
      }
    }
  }
}
