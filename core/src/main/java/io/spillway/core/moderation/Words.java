package io.spillway.core.moderation;

import static java.util.stream.Collectors.joining;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes a text apart into words that can be compared: lower case, no accents, and digits and signs
 * that stand for letters (l1ke th1$) read as those letters too.
 */
final class Words {

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
  private static final Pattern CHUNK = Pattern.compile("[\\p{L}\\p{N}@$!|]+");
  private static final String SIGNS = "034578@$";
  private static final String LETTERS = "oeastbas";

  private Words() {}

  /** A word or several as a key: its words joined by one space. Empty when there is none. */
  static String key(String phrase) {
    return String.join(" ", split(fold(phrase)));
  }

  /** The keys of all runs of one to {@code longest} words in a text, in every way to read it. */
  static Set<String> keys(String text, int longest) {
    String folded = fold(text);
    Set<String> keys = new HashSet<>();
    for (String reading : readings(folded)) {
      addRuns(split(reading), longest, keys);
    }
    return keys;
  }

  private static Set<String> readings(String folded) {
    return new HashSet<>(List.of(folded, unmasked(folded, "i"), unmasked(folded, "l")));
  }

  private static String fold(String text) {
    String decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD);
    return MARKS.matcher(decomposed).replaceAll("").toLowerCase(Locale.ROOT);
  }

  private static List<String> split(String folded) {
    return WORD.matcher(folded).results().map(word -> word.group()).toList();
  }

  private static void addRuns(List<String> words, int longest, Set<String> keys) {
    for (int from = 0; from < words.size(); from++) {
      for (int to = from + 1; to <= Math.min(from + longest, words.size()); to++) {
        keys.add(String.join(" ", words.subList(from, to)));
      }
    }
  }

  /**
   * Reads signs as letters in what has at least one letter, so that a plain number stays a number.
   *
   * @param one what {@code 1}, {@code !} and {@code |} stand for
   */
  private static String unmasked(String folded, String one) {
    return CHUNK
        .matcher(folded)
        .replaceAll(chunk -> Matcher.quoteReplacement(unmaskedChunk(chunk.group(), one)));
  }

  private static String unmaskedChunk(String chunk, String one) {
    if (chunk.codePoints().noneMatch(Character::isLetter)) {
      return chunk;
    }
    // An exclamation mark at the end is just that.
    String body = chunk.replaceAll("!+$", "");
    return body.codePoints().mapToObj(sign -> letter(sign, one)).collect(joining());
  }

  private static String letter(int sign, String one) {
    if (sign == '1' || sign == '!' || sign == '|') {
      return one;
    }
    int at = SIGNS.indexOf(sign);
    return at < 0 ? Character.toString(sign) : LETTERS.substring(at, at + 1);
  }
}
