package io.spillway.core.moderation;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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

  /**
   * Neighbouring words.
   *
   * @param key as they are compared
   * @param start where they begin in the folded text
   * @param end where they have ended
   */
  record Run(String key, int start, int end) {}

  /** A word or several as a key: its words joined by one space. Empty when there is none. */
  static String key(String phrase) {
    return key(words(fold(phrase)));
  }

  /** The keys of all runs of one to {@code longest} words in a text, in every way to read it. */
  static Set<String> keys(String text, int longest) {
    return runs(fold(text), longest).map(Run::key).collect(toUnmodifiableSet());
  }

  /** All runs of one to {@code longest} words in a folded text, in every way to read it. */
  static Stream<Run> runs(String folded, int longest) {
    return Stream.of(folded, unmasked(folded, "i"), unmasked(folded, "l"))
        .distinct()
        .flatMap(reading -> runsOf(words(reading), longest));
  }

  /** Lower case, in compatible forms, without accents. */
  static String fold(String text) {
    String decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD);
    return MARKS.matcher(decomposed).replaceAll("").toLowerCase(Locale.ROOT);
  }

  private static List<MatchResult> words(String folded) {
    return WORD.matcher(folded).results().toList();
  }

  private static Stream<Run> runsOf(List<MatchResult> words, int longest) {
    return IntStream.range(0, words.size())
        .boxed()
        .flatMap(
            from ->
                IntStream.rangeClosed(from + 1, Math.min(from + longest, words.size()))
                    .mapToObj(to -> run(words.subList(from, to))));
  }

  private static Run run(List<MatchResult> words) {
    return new Run(key(words), words.get(0).start(), words.get(words.size() - 1).end());
  }

  private static String key(List<MatchResult> words) {
    return words.stream().map(MatchResult::group).collect(joining(" "));
  }

  /**
   * Reads signs as letters in what has at least one letter, so that a plain number stays a number.
   * Each stays where it is.
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
    return body.codePoints().mapToObj(sign -> letter(sign, one)).collect(joining())
        + chunk.substring(body.length());
  }

  private static String letter(int sign, String one) {
    if (sign == '1' || sign == '!' || sign == '|') {
      return one;
    }
    int at = SIGNS.indexOf(sign);
    return at < 0 ? Character.toString(sign) : LETTERS.substring(at, at + 1);
  }
}
