package io.spillway.core.text;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Pattern over words. A text is a list of words, each represented by the set of its possible
 * readings.
 */
public sealed interface Phrase {

  /**
   * Returns the possible lengths of a match at {@code from} as a bit set: bit n is set if the match
   * can have n words. Matches of more than 63 words are not found.
   */
  long lengths(List<Set<String>> text, int from);

  /** Returns the possible first words. */
  Set<String> firstWords();

  /** Returns whether the phrase may be empty. */
  default boolean isOptional() {
    return false;
  }

  /** One word of a set. */
  record Word(Set<String> words) implements Phrase {
    @Override
    public long lengths(List<Set<String>> text, int from) {
      return from < text.size() && !Collections.disjoint(text.get(from), words) ? 0b10 : 0;
    }

    @Override
    public Set<String> firstWords() {
      return words;
    }
  }

  /** Up to {@value #MOST_WORDS} arbitrary words. */
  record Gap() implements Phrase {
    static final int MOST_WORDS = 3;

    @Override
    public long lengths(List<Set<String>> text, int from) {
      int most = Math.min(text.size() - from, MOST_WORDS);
      return (1L << (most + 1)) - 1;
    }

    @Override
    public Set<String> firstWords() {
      return Set.of();
    }
  }

  /** Optional phrase. */
  record Maybe(Phrase phrase) implements Phrase {
    @Override
    public long lengths(List<Set<String>> text, int from) {
      return phrase.lengths(text, from) | 1;
    }

    @Override
    public Set<String> firstWords() {
      return phrase.firstWords();
    }

    @Override
    public boolean isOptional() {
      return true;
    }
  }

  /** Sequence of phrases. */
  record Sequence(List<Phrase> parts) implements Phrase {
    @Override
    public long lengths(List<Set<String>> text, int from) {
      long lengths = 1;
      for (int i = 0; i < parts.size() && lengths != 0; i++) {
        long longer = 0;
        for (long left = lengths; left != 0; left &= left - 1) {
          int length = Long.numberOfTrailingZeros(left);
          longer |= parts.get(i).lengths(text, from + length) << length;
        }
        lengths = longer;
      }
      return lengths;
    }

    @Override
    public Set<String> firstWords() {
      Set<String> words = new HashSet<>();
      for (Phrase part : parts) {
        words.addAll(part.firstWords());
        if (!part.isOptional()) {
          break;
        }
      }
      return words;
    }
  }

  /** Alternative of phrases. */
  record Choice(List<Phrase> options) implements Phrase {
    @Override
    public long lengths(List<Set<String>> text, int from) {
      long lengths = 0;
      for (Phrase option : options) {
        lengths |= option.lengths(text, from);
      }
      return lengths;
    }

    @Override
    public Set<String> firstWords() {
      Set<String> words = new HashSet<>();
      options.forEach(option -> words.addAll(option.firstWords()));
      return words;
    }
  }
}
