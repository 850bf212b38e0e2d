package io.spillway.core.moderation;

import java.text.Normalizer;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Takes a text apart into words that can be compared: lower case, no accents, and digits and signs
 * that stand for letters (l1ke th1$) read as those letters too.
 *
 * <p>Every message goes through here, so that it is written to make as little as it can: loops over
 * characters where streams and patterns would read better.
 */
final class Tokenizer {

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final String SIGNS = "034578@$";
  private static final String LETTERS = "oeastbas";
  private static final int FIRST_BEYOND_ASCII = 0x80;

  private Tokenizer() {}

  /** Hears of neighbouring words. */
  interface Listener {

    /**
     * There is such a run.
     *
     * @param key the words as they are compared, joined by one space
     * @param start where they begin in the folded text
     * @param end where they have ended
     */
    void run(String key, int start, int end);
  }

  /** A word or several as a key: its words joined by one space. Empty when there is none. */
  static String key(String phrase) {
    String folded = fold(phrase);
    StringBuilder key = new StringBuilder(folded.length());
    int start = wordFrom(folded, 0);
    while (start < folded.length()) {
      int end = endOfWord(folded, start);
      key.append(key.isEmpty() ? "" : " ").append(folded, start, end);
      start = wordFrom(folded, end);
    }
    return key.toString();
  }

  /** The first word of a key. */
  static String first(String key) {
    int space = key.indexOf(' ');
    return space < 0 ? key : key.substring(0, space);
  }

  /**
   * Tells of the runs of one to {@code longest} words in a folded text, in every way to read it.
   *
   * @param begins whether a word is one with which a run of interest begins; others are left out
   */
  static void runs(String folded, int longest, Predicate<String> begins, Listener listener) {
    runsOf(folded, longest, begins, listener);
    String withI = unmasked(folded, 'i');
    if (!withI.equals(folded)) {
      runsOf(withI, longest, begins, listener);
      String withL = unmasked(folded, 'l');
      if (!withL.equals(withI)) {
        runsOf(withL, longest, begins, listener);
      }
    }
  }

  /** Lower case, in compatible forms, without accents. */
  static String fold(String text) {
    if (isAscii(text)) {
      return text.toLowerCase(Locale.ROOT);
    }
    String decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD);
    return MARKS.matcher(decomposed).replaceAll("").toLowerCase(Locale.ROOT);
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= FIRST_BEYOND_ASCII) {
        return false;
      }
    }
    return true;
  }

  private static void runsOf(
      String reading, int longest, Predicate<String> begins, Listener listener) {
    int start = wordFrom(reading, 0);
    while (start < reading.length()) {
      int end = endOfWord(reading, start);
      String word = reading.substring(start, end);
      if (begins.test(word)) {
        runsFrom(reading, start, word, longest, listener);
      }
      start = wordFrom(reading, end);
    }
  }

  private static void runsFrom(
      String reading, int start, String word, int longest, Listener listener) {
    int end = start + word.length();
    listener.run(word, start, end);
    StringBuilder key = new StringBuilder(word);
    for (int words = 2; words <= longest; words++) {
      int next = wordFrom(reading, end);
      if (next == reading.length()) {
        return;
      }
      end = endOfWord(reading, next);
      key.append(' ').append(reading, next, end);
      listener.run(key.toString(), start, end);
    }
  }

  private static int wordFrom(String text, int from) {
    int at = from;
    while (at < text.length() && !isOfWord(text.codePointAt(at))) {
      at += Character.charCount(text.codePointAt(at));
    }
    return at;
  }

  private static int endOfWord(String text, int start) {
    int end = start;
    while (end < text.length() && isOfWord(text.codePointAt(end))) {
      end += Character.charCount(text.codePointAt(end));
    }
    return end;
  }

  private static boolean isOfWord(int codePoint) {
    return Character.isLetterOrDigit(codePoint)
        || switch (Character.getType(codePoint)) {
          case Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
          default -> false;
        };
  }

  /**
   * Reads signs as letters in what has at least one letter, so that a plain number stays a number.
   * Each stays where it is.
   *
   * @param one what {@code 1}, {@code !} and {@code |} stand for
   */
  private static String unmasked(String folded, char one) {
    StringBuilder read = new StringBuilder(0);
    int start = 0;
    while (start < folded.length()) {
      int end = endOfChunk(folded, start);
      if (hasLetter(folded, start, end)) {
        unmask(folded, start, end, one, read);
      }
      start = Math.max(end, start + 1);
    }
    return read.isEmpty() ? folded : read.toString();
  }

  /**
   * Reads one chunk.
   *
   * @param read the text with what was read otherwise so far; empty while there is nothing such
   */
  private static void unmask(String folded, int start, int end, char one, StringBuilder read) {
    int last = end;
    while (folded.charAt(last - 1) == '!') {
      // An exclamation mark at the end is just that.
      last--;
    }
    for (int i = start; i < last; i++) {
      char sign = folded.charAt(i);
      char letter = letter(sign, one);
      if (letter != sign) {
        if (read.isEmpty()) {
          read.append(folded);
        }
        read.setCharAt(i, letter);
      }
    }
  }

  private static int endOfChunk(String text, int start) {
    int end = start;
    while (end < text.length()
        && ("@$!|".indexOf(text.charAt(end)) >= 0 || isOfWord(text.codePointAt(end)))) {
      end += Character.charCount(text.codePointAt(end));
    }
    return end;
  }

  private static boolean hasLetter(String text, int start, int end) {
    for (int i = start; i < end; i += Character.charCount(text.codePointAt(i))) {
      if (Character.isLetter(text.codePointAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static char letter(char sign, char one) {
    if (sign == '1' || sign == '!' || sign == '|') {
      return one;
    }
    int at = SIGNS.indexOf(sign);
    return at < 0 ? sign : LETTERS.charAt(at);
  }
}
