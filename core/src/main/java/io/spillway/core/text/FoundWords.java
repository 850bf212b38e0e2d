package io.spillway.core.text;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Words of a list that were found in a text, by the place of their first word. A word that is
 * spelled out or broken covers several words of the text.
 */
final class FoundWords {

  private static final String EDGES = ".,;:!?()[]{}\"\n\u2026\u201C\u201D\u3002\uFF0C\uFF01\uFF1F";

  private final int words;
  private final int[] wordOfLetter;
  private final BitSet edges = new BitSet();
  private final BitSet digits = new BitSet();
  // The finds, as linked lists by their first word.
  private final int[] latest;
  private int[] numbers = new int[32];
  private int[] spans = new int[32];
  private int[] earlier = new int[32];
  private int count;

  private FoundWords(Letters letters) {
    this.wordOfLetter = new int[letters.count()];
    int word = -1;
    for (int i = 0; i < wordOfLetter.length; i++) {
      if (i == 0 || letters.gap(i) >= Letters.SIGN || isOfOwn(letters, i)) {
        word++;
        edges.set(word, i > 0 && hasEdge(letters, i));
        digits.set(word, letters.isDigit(i));
      }
      wordOfLetter[i] = word;
    }
    this.words = word + 1;
    this.latest = new int[words];
    Arrays.fill(latest, -1);
  }

  static FoundWords in(Letters letters, WordTrie vocabulary) {
    FoundWords found = new FoundWords(letters);
    vocabulary.find(letters, found::add);
    return found;
  }

  /** Returns the number of words of the text. */
  int words() {
    return words;
  }

  /** Returns whether a sentence, or a part of it behind a sign, ends before a word. */
  boolean isEdge(int place) {
    return edges.get(place);
  }

  /** Returns whether a word begins with a digit. */
  boolean isNumber(int place) {
    return digits.get(place);
  }

  /**
   * Returns the numbers of words of the text that some words can cover from a place on, as a bit
   * set: bit n is set if one of them covers n words.
   */
  long spans(int from, BitSet sought) {
    long found = 0;
    if (from < words) {
      for (int i = latest[from]; i >= 0; i = earlier[i]) {
        if (sought.get(numbers[i])) {
          found |= 1L << spans[i];
        }
      }
    }
    return found;
  }

  /** Returns the numbers of all words that were found. */
  BitSet numbers() {
    BitSet found = new BitSet();
    for (int i = 0; i < count; i++) {
      found.set(numbers[i]);
    }
    return found;
  }

  /** Returns the first find at a place; -1 for none. */
  int first(int place) {
    return latest[place];
  }

  /** Returns the next find at the same place; -1 for none. */
  int next(int find) {
    return earlier[find];
  }

  /** Returns the number of the word that was found. */
  int number(int find) {
    return numbers[find];
  }

  /** Returns whether white space before a letter comes with a sign that ends a part of a text. */
  private static boolean hasEdge(Letters letters, int at) {
    if (letters.gap(at) != Letters.SPACE) {
      return false;
    }
    String written = letters.text().written();
    for (int i = letters.end(at - 1); i < letters.start(at); i++) {
      char sign = written.charAt(i);
      if (EDGES.indexOf(sign) >= 0
          || Character.isSurrogate(sign)
          || Character.getType(sign) == Character.OTHER_SYMBOL) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOfOwn(Letters letters, int at) {
    return Script.isWithoutSpaces(letters.main(at)) || Script.isWithoutSpaces(letters.main(at - 1));
  }

  /** Returns whether the same word was found at the same place, in another reading. */
  private boolean isKnown(int number, int from, int span) {
    for (int i = latest[from]; i >= 0; i = earlier[i]) {
      if (numbers[i] == number && spans[i] == span) {
        return true;
      }
    }
    return false;
  }

  private void add(int number, int first, int end) {
    int from = wordOfLetter[first];
    int span = wordOfLetter[end - 1] - from + 1;
    if (span >= Long.SIZE - 1 || isKnown(number, from, span)) {
      return;
    }
    if (count == numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * count);
      spans = Arrays.copyOf(spans, 2 * count);
      earlier = Arrays.copyOf(earlier, 2 * count);
    }
    numbers[count] = number;
    spans[count] = span;
    earlier[count] = latest[from];
    latest[from] = count;
    count++;
  }
}
