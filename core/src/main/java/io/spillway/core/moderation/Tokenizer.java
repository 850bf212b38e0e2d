package io.spillway.core.moderation;

import io.spillway.core.text.LookAlikes;
import java.text.Normalizer;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Splits a text into comparable words: lower case, without accents, and with leetspeak such as
 * {@code l1ke th1$} also read as letters.
 *
 * <p>Runs for every message, so it uses loops over characters instead of streams and patterns, to
 * avoid allocation.
 */
final class Tokenizer {

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final String SIGNS = "034578@$";
  private static final String LETTERS = "oeastbas";
  private static final int FIRST_BEYOND_ASCII = 0x80;

  private Tokenizer() {}

  /** Receiver of runs of adjacent words. */
  interface Listener {

    /**
     * Receives one run.
     *
     * @param key the comparable words, joined by one space
     * @param start the start of the run in the folded text
     * @param end the end of the run in the folded text, exclusive
     */
    void run(String key, int start, int end);
  }

  /** Returns the key of a phrase: its words joined by one space, or an empty text for none. */
  static String key(String phrase) {
    return join(fold(phrase));
  }

  /** Returns the key of a phrase with leetspeak and look-alike letters read as letters. */
  static String readKey(String phrase) {
    return join(LookAlikes.foldLetters(unmaskAll(fold(phrase), 'i')));
  }

  private static String join(String folded) {
    StringBuilder key = new StringBuilder(folded.length());
    int start = wordFrom(folded, 0);
    while (start < folded.length()) {
      int end = endOfWord(folded, start);
      key.append(key.isEmpty() ? "" : " ").append(folded, start, end);
      start = wordFrom(folded, end);
    }
    return key.toString();
  }

  /** Returns the first word of a key. */
  static String first(String key) {
    int space = key.indexOf(' ');
    return space < 0 ? key : key.substring(0, space);
  }

  /**
   * Reports the runs of one to {@code longest} words in a folded text, in each of its readings.
   *
   * @param begins the predicate for first words of runs; other runs are skipped
   */
  static void runs(String folded, int longest, Predicate<String> begins, Listener listener) {
    runsOf(folded, longest, begins, listener);
    String withI = unmaskAll(folded, 'i');
    if (!withI.equals(folded)) {
      runsOf(withI, longest, begins, listener);
      String withL = unmaskAll(folded, 'l');
      if (!withL.equals(withI)) {
        runsOf(withL, longest, begins, listener);
      }
    }
  }

  /** Converts a text to lower case and compatible forms, without accents. */
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
   * Replaces leetspeak by letters in chunks with at least one letter, so that a plain number stays
   * a number. Offsets do not change.
   *
   * @param one the letter for {@code 1}, {@code !} and {@code |}
   */
  private static String unmaskAll(String folded, char one) {
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
   * Replaces leetspeak in one chunk.
   *
   * @param read the text with the replacements so far; empty while there are none
   */
  private static void unmask(String folded, int start, int end, char one, StringBuilder read) {
    int last = end;
    while (folded.charAt(last - 1) == '!') {
      // A trailing exclamation mark is punctuation.
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
