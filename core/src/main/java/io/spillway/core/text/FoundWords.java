package io.spillway.core.text;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Words of a list that were found in a text, by the place of their first word. A word that is
 * spelled out or broken covers several words of the text.
 */
final class FoundWords {

  private final int words;
  private final int[] wordOfLetter;
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
      word += i == 0 || letters.gap(i) >= Letters.SIGN || isOfOwn(letters, i) ? 1 : 0;
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

  private static boolean isOfOwn(Letters letters, int at) {
    return Script.isWithoutSpaces(letters.main(at)) || Script.isWithoutSpaces(letters.main(at - 1));
  }

  private void add(int number, int first, int end) {
    int from = wordOfLetter[first];
    int span = wordOfLetter[end - 1] - from + 1;
    if (span >= Long.SIZE - 1) {
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
