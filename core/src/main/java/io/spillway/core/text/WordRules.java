package io.spillway.core.text;

import io.spillway.EntryReading.Match;
import java.util.List;

/**
 * Rules on edges of words and on disguises.
 *
 * <ul>
 *   <li>Any word of three letters is found with each of its letters apart, or with signs between
 *       them; one of {@value #LONG} letters also with spaces anywhere, and a phrase of so many also
 *       without its spaces.
 *   <li>A letter repeated twice and more, two doubled letters, or one in a word of {@value #MIDDLE}
 *       letters make no difference; one doubled letter in a shorter word does (god, good).
 *   <li>Asterisks stand for up to half the letters of a word of four.
 *   <li>A word of four letters may end in s, es or z, one of {@value #LONG} also in ed, er, ers or
 *       ing; any may have digits on either side.
 * </ul>
 *
 * A syllable, as of Han and Hangul, counts as three letters.
 *
 * @param ignoresApostrophes whether an apostrophe is no gap, as in lists that write {@code ill} for
 *     {@code i'll}
 * @param hasEndings whether words may have endings
 */
record WordRules(boolean ignoresApostrophes, boolean hasEndings) {

  /** Rules for entries of people, which name a word once. */
  static final WordRules ENTRIES = new WordRules(false, true);

  /** Rules for lists that name each form of a word. */
  static final WordRules FORMS = new WordRules(true, false);

  private static final List<String> PLURALS = List.of("s", "es", "z");
  private static final List<String> FORMS_OF_VERBS = List.of("ed", "er", "ers", "ing");
  private static final int SHORT = 3;
  private static final int MASKABLE = 4;
  private static final int MIDDLE = 5;
  private static final int LONG = 6;

  /** Returns whether letters up to {@code end}, in their disguise, are a pattern. */
  boolean accepts(Pattern pattern, Disguise disguise, Letters letters, int end) {
    return isPlausible(pattern, disguise) && hasEdge(pattern, letters, end);
  }

  private static boolean isPlausible(Pattern pattern, Disguise disguise) {
    boolean isPlain =
        disguise.runs() == 0 && !disguise.hasGaps() && disguise.joined == 0 && disguise.masked == 0;
    if (isPlain || pattern.match() == Match.EXACT) {
      return isPlain;
    }
    int weight = pattern.weight();
    return weight >= SHORT
        && isRepetition(disguise, weight)
        && (disguise.joined == 0 || weight >= LONG)
        && (disguise.masked == 0 || (weight >= MASKABLE && 2 * disguise.masked <= weight))
        && (disguise.spaced + disguise.apostrophes == 0
            || weight >= LONG
            || isSpelled(pattern, disguise));
  }

  private static boolean isRepetition(Disguise disguise, int weight) {
    return disguise.runs() == 0
        || disguise.runs() > 1
        || disguise.longestRun() > 1
        || weight >= MIDDLE;
  }

  /** Returns whether there is a gap between any two letters of a word. */
  private static boolean isSpelled(Pattern pattern, Disguise disguise) {
    return disguise.spaced + disguise.separated + disguise.apostrophes
        == pattern.letters() - pattern.words();
  }

  private boolean hasEdge(Pattern pattern, Letters letters, int end) {
    return switch (pattern.match()) {
      case ANYWHERE, PREFIX -> true;
      case EXACT -> isEnd(letters, end);
      case WORD ->
          isEnd(letters, end)
              || isEndBeforeDigits(letters, end)
              || isBeforeEnding(pattern, letters, end)
              || isRepeatedWord(pattern, letters, end);
    };
  }

  /** Returns whether a word can start at a letter. */
  static boolean isStart(Letters letters, int at) {
    if (at == 0 || letters.gap(at) != Letters.NONE || letters.isEdge(at - 1)) {
      return true;
    }
    char letter = letters.main(at);
    char before = letters.main(at - 1);
    if (Script.isWithoutSpaces(letter) || Script.isWithoutSpaces(before)) {
      return true;
    }
    if (Letters.isDigit(before)) {
      return !Letters.isDigit(letter) && isStartOfDigits(letters, at - 1);
    }
    return (Script.isArabic(letter) || Script.isHebrew(letter)) && isBehindArticle(letters, at);
  }

  private static boolean isStartOfDigits(Letters letters, int last) {
    int at = last;
    while (at > 0 && letters.gap(at) == Letters.NONE && letters.isDigit(at - 1)) {
      at--;
    }
    return at == 0 || letters.gap(at) != Letters.NONE;
  }

  private static boolean isBehindArticle(Letters letters, int at) {
    StringBuilder before = new StringBuilder(3);
    int start = at;
    while (start > 0 && letters.gap(start) == Letters.NONE) {
      start--;
      before.insert(0, letters.main(start));
      if (before.length() > 3) {
        return false;
      }
    }
    return Script.isBeforeWord(before.toString());
  }

  private static boolean isEnd(Letters letters, int end) {
    if (end == letters.count() || letters.gap(end) != Letters.NONE || letters.isEdge(end)) {
      return true;
    }
    char last = letters.main(end - 1);
    char next = letters.main(end);
    return Script.isWithoutSpaces(last)
        || Script.isWithoutSpaces(next)
        || Script.isHangul(last)
        || ((Script.isArabic(last) || Script.isHebrew(last)) && isBeforePossessive(letters, end));
  }

  private static boolean isBeforePossessive(Letters letters, int end) {
    StringBuilder rest = new StringBuilder(3);
    for (int at = end; at < letters.count() && letters.gap(at) == Letters.NONE; at++) {
      rest.append(letters.main(at));
      if (rest.length() > 2) {
        return false;
      }
    }
    return Script.isBehindWord(rest.toString());
  }

  private static boolean isEndBeforeDigits(Letters letters, int end) {
    int at = end;
    while (at < letters.count() && letters.gap(at) == Letters.NONE && letters.isDigit(at)) {
      at++;
    }
    return at > end && isEnd(letters, at);
  }

  private boolean isBeforeEnding(Pattern pattern, Letters letters, int end) {
    if (!hasEndings || pattern.letters() < MASKABLE || letters.main(end - 1) >= 0x80) {
      return false;
    }
    return isBeforeAny(PLURALS, letters, end)
        || (pattern.letters() >= LONG && isBeforeAny(FORMS_OF_VERBS, letters, end));
  }

  private static boolean isBeforeAny(List<String> endings, Letters letters, int end) {
    for (String ending : endings) {
      if (isBefore(ending, letters, end)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBefore(String ending, Letters letters, int end) {
    int last = end + ending.length();
    if (last > letters.count()) {
      return false;
    }
    for (int i = 0; i < ending.length(); i++) {
      if (letters.gap(end + i) != Letters.NONE || !letters.canBe(end + i, ending.charAt(i))) {
        return false;
      }
    }
    return isEnd(letters, last);
  }

  /** Returns whether the same word follows again. */
  private static boolean isRepeatedWord(Pattern pattern, Letters letters, int end) {
    String key = pattern.key();
    if (pattern.weight() < MASKABLE || end + pattern.letters() > letters.count()) {
      return false;
    }
    int at = end;
    for (int i = 0; i < key.length(); i++) {
      if (key.charAt(i) != ' ') {
        if (letters.gap(at) != Letters.NONE || !letters.canBe(at, key.charAt(i))) {
          return false;
        }
        at++;
      }
    }
    return true;
  }
}
