package io.spillway.core.text;

import io.spillway.EntryReading.Match;
import org.jspecify.annotations.Nullable;

/**
 * Entry of a list of words, as it is read: signs that stand for letters as letters, without case
 * and accents.
 *
 * <p>An entry is a word or phrase; {@code "word"} in quotation marks is found written out only,
 * {@code word*} also as the beginning of a word, {@code *word*} anywhere in a word.
 *
 * @param reading the entry in its comparable form, with its asterisks or quotation marks; reading
 *     it again gives the same. Empty if nothing of it can be read
 * @param problem the reason that the entry is refused; null if it is not
 */
public record WordEntry(String reading, @Nullable String problem) {

  /** Fewest letters of an entry that need not be a whole word. */
  private static final int FEWEST_OF_PART = 3;

  /** Signs that an entry loses, although texts have them for letters. */
  private static final String LOST = "|+";

  private static final String PUNCTUATION =
      " -_.,:;!?'\u2019\u2018`\"/&\u3001\u3002\u00B7\u060C\u061F";

  /**
   * {@return an entry, as it is read}
   *
   * @param written the entry as written
   */
  public static WordEntry of(String written) {
    String entry = written.strip();
    Match match = matchOf(entry);
    String inner = inner(entry, match);
    FoldedText text = FoldedText.of(inner);
    StringBuilder key = new StringBuilder(text.length());
    String lost = "";
    for (int i = 0; i < text.length(); i++) {
      char sign = letter(text, i);
      if (Letters.isLetter(sign) || Letters.isDigit(sign)) {
        key.append(sign);
      } else if (PUNCTUATION.indexOf(sign) >= 0) {
        space(key);
      } else {
        lost = lost.isEmpty() ? inner.substring(text.start(i), text.end(i)) : lost;
        space(key);
      }
    }
    String read = key.toString().strip();
    return new WordEntry(read.isEmpty() ? "" : mark(read, match), problem(read, lost, match));
  }

  /** {@return the part of a word in a text that the entry must cover} */
  public Match match() {
    return matchOf(reading);
  }

  /** {@return the word or phrase without asterisks and quotation marks} */
  public String word() {
    return reading.isEmpty() ? "" : inner(reading, matchOf(reading));
  }

  /** Returns the pattern to look for. */
  Pattern pattern() {
    Match match = matchOf(reading);
    return new Pattern(inner(reading, match), match);
  }

  /** {@return the number of words} */
  public int words() {
    return pattern().words();
  }

  private static @Nullable String problem(String read, String lost, Match match) {
    if (read.isEmpty()) {
      return "has no letter or digit";
    }
    if (!lost.isEmpty()) {
      return lost.equals("*")
          ? "has * inside: it may end an entry, for any ending, or be at both ends"
          : "would be read as '" + read + "', without " + lost;
    }
    Pattern pattern = new Pattern(read, match);
    boolean isPart = match == Match.PREFIX || match == Match.ANYWHERE;
    if (isPart && pattern.weight() < FEWEST_OF_PART) {
      return "would match everyday words: with * it needs " + FEWEST_OF_PART + " letters";
    }
    return pattern.letters() == 1 && !isIdeograph(read.charAt(0))
        ? "would be read as '" + read + "', which everyday texts have"
        : null;
  }

  private static boolean isIdeograph(char letter) {
    return Character.isIdeographic(letter) || Character.isSurrogate(letter);
  }

  private static void space(StringBuilder key) {
    if (!key.isEmpty() && key.charAt(key.length() - 1) != ' ') {
      key.append(' ');
    }
  }

  /** Returns the letter at a place, with its mark if that makes another letter. */
  private static char letter(FoldedText text, int at) {
    char own = text.own(at);
    char sign = own == 0 ? text.charAt(at) : own;
    char letter = LOST.indexOf(sign) >= 0 ? 0 : Letters.letterFor(sign);
    return letter != 0 && (sign != '!' || isBeforeLetter(text, at)) ? letter : sign;
  }

  private static boolean isBeforeLetter(FoldedText text, int at) {
    return at + 1 < text.length() && Letters.isLetter(text.charAt(at + 1));
  }

  private static Match matchOf(String entry) {
    if (isBetween(entry, "\"", "\"") || isBetween(entry, "\u201C", "\u201D")) {
      return Match.EXACT;
    }
    if (isBetween(entry, "*", "*")) {
      return Match.ANYWHERE;
    }
    return entry.length() > 1 && entry.endsWith("*") ? Match.PREFIX : Match.WORD;
  }

  private static boolean isBetween(String entry, String start, String end) {
    return entry.length() > 2 && entry.startsWith(start) && entry.endsWith(end);
  }

  private static String inner(String entry, Match match) {
    return switch (match) {
      case EXACT, ANYWHERE -> entry.substring(1, entry.length() - 1);
      case PREFIX -> entry.substring(0, entry.length() - 1);
      case WORD -> entry;
    };
  }

  private static String mark(String read, Match match) {
    return switch (match) {
      case EXACT -> '"' + read + '"';
      case ANYWHERE -> '*' + read + '*';
      case PREFIX -> read + '*';
      case WORD -> read;
    };
  }
}
