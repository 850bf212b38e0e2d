package io.spillway.core.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Splits a text into words, each as the set of its possible readings: with and without repeated
 * letters and, if disguised, with letters for digits and symbols and without separators.
 *
 * <p>Only whole words are read, so that substrings, as in names of towns, do not match.
 */
public final class WordListTokenizer {

  private static final Pattern MARKS_AND_HIDDEN = Pattern.compile("[\\p{M}\\p{Cf}]");
  private static final String APOSTROPHES = "'’‘`";
  private static final Pattern BETWEEN_PIECES = Pattern.compile("[\\s,;:?\"()/]+");
  private static final Pattern END_OF_SENTENCE = Pattern.compile("[!.]+$");
  private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}]+");
  private static final Pattern RUN = Pattern.compile("(.)\\1*", Pattern.DOTALL);
  private static final int MOST_COMBINATIONS = 16;

  private static final String SIGNS = "4@301!|5$7+";
  private static final String LETTERS_WITH_I = "aaeoiiisstt";
  private static final String LETTERS_WITH_L = "aaeolllsstt";

  /** Letters of other alphabets that look like Latin ones. */
  private static final String LOOKALIKES = "асеорхуіјѕαοικρυν";

  private static final String LATIN = "aceopxyijsaoikpuv";

  private WordListTokenizer() {}

  /** Returns the words of the plain and of the undisguised text. */
  public static List<List<Set<String>>> readings(String text) {
    String plain = withoutApostrophes(latin(text));
    List<Set<String>> standing = asTheyStand(plain);
    if (isUndisguised(plain)) {
      return List.of(standing);
    }
    List<Set<String>> undisguised = splitUndisguised(plain);
    return undisguised.equals(standing) ? List.of(standing) : List.of(standing, undisguised);
  }

  /** Converts to lower case without accents and with Latin look-alikes. */
  private static String latin(String text) {
    if (isAscii(text)) {
      return text.toLowerCase(Locale.ROOT);
    }
    String bare =
        MARKS_AND_HIDDEN.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
    return translate(bare.toLowerCase(Locale.ROOT), LOOKALIKES, LATIN);
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private static String withoutApostrophes(String text) {
    StringBuilder without = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (APOSTROPHES.indexOf(text.charAt(i)) < 0) {
        without.append(text.charAt(i));
      }
    }
    return without.toString();
  }

  /** Returns whether the text has a single reading: plain words, none of them spelled out. */
  private static boolean isUndisguised(String text) {
    // Number of consecutive words of one letter, including the current one.
    int alone = 0;
    boolean wasBetween = true;
    for (int i = 0; i < text.length(); i++) {
      boolean isBetween = isBetween(text, i);
      if (!isBetween && !Character.isLetter(text.charAt(i))) {
        return false;
      }
      if (!isBetween) {
        alone = wasBetween ? alone + 1 : 0;
      }
      if (alone > 2) {
        return false;
      }
      wasBetween = isBetween;
    }
    return true;
  }

  /** Returns whether the character ends a word in every reading. */
  private static boolean isBetween(String text, int at) {
    char sign = text.charAt(at);
    boolean endsSentence = sign == '!' || sign == '.';
    return isSeparator(sign)
        || (endsSentence && (at + 1 == text.length() || isSeparator(text.charAt(at + 1))));
  }

  private static boolean isSeparator(char sign) {
    return " ,;:?\"()/".indexOf(sign) >= 0;
  }

  private static List<Set<String>> asTheyStand(String text) {
    List<Set<String>> words = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int end = endOfPiece(text, at);
      if (isOfWord(text.codePointAt(at))) {
        words.add(withFewerLetters(Set.of(text.substring(at, end))));
      }
      at = end;
    }
    return words;
  }

  /** Returns the end of the word or separator that starts here. */
  private static int endOfPiece(String text, int start) {
    boolean isWord = isOfWord(text.codePointAt(start));
    int end = start;
    while (end < text.length() && isOfWord(text.codePointAt(end)) == isWord) {
      end += Character.charCount(text.codePointAt(end));
    }
    return end;
  }

  private static boolean isOfWord(int sign) {
    return Character.isLetterOrDigit(sign)
        || switch (Character.getType(sign)) {
          case Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
          default -> false;
        };
  }

  private static List<Set<String>> splitUndisguised(String text) {
    List<Set<String>> words = new ArrayList<>();
    StringBuilder spelled = new StringBuilder();
    for (String piece : BETWEEN_PIECES.split(text, -1)) {
      Set<String> readings = undisguise(END_OF_SENTENCE.matcher(piece).replaceAll(""));
      if (readings.stream().anyMatch(reading -> reading.length() == 1)) {
        spelled.append(readings.iterator().next());
      } else if (!readings.isEmpty()) {
        addSpelled(spelled, words);
        words.add(withFewerLetters(readings));
      }
    }
    addSpelled(spelled, words);
    return words;
  }

  /** Returns the possible readings of a piece of text; empty if it has no letter. */
  private static Set<String> undisguise(String piece) {
    if (piece.chars().noneMatch(Character::isLetter)) {
      return Set.of();
    }
    if (piece.chars().allMatch(Character::isLetter)) {
      return Set.of(piece);
    }
    Set<String> readings = new LinkedHashSet<>();
    readings.add(lettersOf(translate(piece, SIGNS, LETTERS_WITH_I)));
    readings.add(lettersOf(translate(piece, SIGNS, LETTERS_WITH_L)));
    return readings;
  }

  /** Adds consecutive single letters as one word, if they are long enough. */
  private static void addSpelled(StringBuilder spelled, List<Set<String>> words) {
    String letters = spelled.toString();
    spelled.setLength(0);
    if (letters.length() >= 3) {
      words.add(withFewerLetters(Set.of(letters)));
    } else {
      letters.chars().forEach(letter -> words.add(Set.of(Character.toString(letter))));
    }
  }

  private static Set<String> withFewerLetters(Set<String> words) {
    if (!anyRepeatsLetters(words)) {
      return words;
    }
    Set<String> readings = new LinkedHashSet<>(words);
    words.forEach(word -> readings.addAll(withFewerLetters(word)));
    return readings;
  }

  private static boolean anyRepeatsLetters(Set<String> words) {
    for (String word : words) {
      if (repeatsLetters(word)) {
        return true;
      }
    }
    return false;
  }

  private static boolean repeatsLetters(String word) {
    char before = 0;
    for (int i = 0; i < word.length(); i++) {
      char letter = word.charAt(i);
      if (letter == before) {
        return true;
      }
      before = letter;
    }
    return false;
  }

  /** Returns all combinations of repeated letters reduced to one or two, up to a limit. */
  private static List<String> withFewerLetters(String word) {
    List<String> readings = List.of("");
    Matcher run = RUN.matcher(word);
    while (run.find()) {
      String once = run.group(1);
      boolean both = run.group().length() > 1 && readings.size() < MOST_COMBINATIONS;
      Stream<String> longer = readings.stream().map(reading -> reading + once);
      readings =
          (both ? longer.flatMap(reading -> Stream.of(reading, reading + once)) : longer).toList();
    }
    return readings;
  }

  private static String lettersOf(String piece) {
    return NO_LETTER.matcher(piece).replaceAll("");
  }

  private static String translate(String text, String from, String to) {
    StringBuilder translated = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      int at = from.indexOf(text.charAt(i));
      translated.append(at < 0 ? text.charAt(i) : to.charAt(at));
    }
    return translated.toString();
  }
}
