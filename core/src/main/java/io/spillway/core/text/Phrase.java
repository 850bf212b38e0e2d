package io.spillway.core.text;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Pattern over the words of a text. */
sealed interface Phrase {

  /** Lengths of a match without words. */
  long NO_WORDS = 1;

  /** Lengths of a match of one word. */
  long ONE_WORD = 1 << 1;

  /**
   * Returns the possible lengths of a match at {@code from} as a bit set: bit n is set if the match
   * can have n words. Matches of more than 63 words are not found.
   */
  long lengths(FoundWords text, int from);

  /** Returns the numbers of the possible first words; none if any word may be the first. */
  default BitSet firstWords() {
    return new BitSet();
  }

  /** Returns sets of words, of each of which a text with the phrase has one. */
  default List<BitSet> neededWords() {
    return List.of();
  }

  /** Returns whether the phrase may be empty. */
  default boolean isOptional() {
    return false;
  }

  /** One word of a set. */
  record Word(BitSet words) implements Phrase {
    @Override
    public long lengths(FoundWords text, int from) {
      return text.spans(from, words);
    }

    @Override
    public BitSet firstWords() {
      return words;
    }

    @Override
    public List<BitSet> neededWords() {
      return List.of(words);
    }
  }

  /** Up to {@value #MOST_WORDS} arbitrary words. */
  record Gap() implements Phrase {
    static final int MOST_WORDS = 3;

    @Override
    public long lengths(FoundWords text, int from) {
      int most = Math.min(text.words() - from, MOST_WORDS);
      return (1L << (most + 1)) - 1;
    }
  }

  /** Start of a sentence: of the text, or of a part of it behind a sign such as a full stop. */
  record Start() implements Phrase {
    @Override
    public long lengths(FoundWords text, int from) {
      return from == 0 || text.isEdge(from) ? NO_WORDS : 0;
    }

    @Override
    public boolean isOptional() {
      return true;
    }
  }

  /** End of a sentence: of the text, or of a part of it before a sign such as a full stop. */
  record End() implements Phrase {
    @Override
    public long lengths(FoundWords text, int from) {
      return from >= text.words() || text.isEdge(from) ? NO_WORDS : 0;
    }

    @Override
    public boolean isOptional() {
      return true;
    }
  }

  /** Absence of a phrase; covers no words itself. */
  record Not(Phrase phrase) implements Phrase {
    @Override
    public long lengths(FoundWords text, int from) {
      return phrase.lengths(text, from) == 0 ? NO_WORDS : 0;
    }

    @Override
    public boolean isOptional() {
      return true;
    }
  }

  /** Any word that begins with a digit. */
  record NumberWord() implements Phrase {
    @Override
    public long lengths(FoundWords text, int from) {
      return text.isNumber(from) ? ONE_WORD : 0;
    }
  }

  /** Optional phrase. */
  record Maybe(Phrase phrase) implements Phrase {
    @Override
    public long lengths(FoundWords text, int from) {
      return phrase.lengths(text, from) | NO_WORDS;
    }

    @Override
    public BitSet firstWords() {
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
    public long lengths(FoundWords text, int from) {
      long lengths = NO_WORDS;
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
    public BitSet firstWords() {
      BitSet words = new BitSet();
      for (Phrase part : parts) {
        words.or(part.firstWords());
        if (!part.isOptional()) {
          break;
        }
      }
      return words;
    }

    @Override
    public List<BitSet> neededWords() {
      List<BitSet> needed = new ArrayList<>();
      for (Phrase part : parts) {
        needed.addAll(part.neededWords());
      }
      return needed;
    }

    @Override
    public boolean isOptional() {
      for (Phrase part : parts) {
        if (!part.isOptional()) {
          return false;
        }
      }
      return true;
    }
  }

  /** Alternative of phrases. */
  record Choice(List<Phrase> options) implements Phrase {
    @Override
    public long lengths(FoundWords text, int from) {
      long lengths = 0;
      for (Phrase option : options) {
        lengths |= option.lengths(text, from);
      }
      return lengths;
    }

    @Override
    public BitSet firstWords() {
      BitSet words = new BitSet();
      for (Phrase option : options) {
        words.or(option.firstWords());
      }
      return words;
    }

    @Override
    public List<BitSet> neededWords() {
      BitSet words = new BitSet();
      for (Phrase option : options) {
        List<BitSet> needed = option.neededWords();
        if (needed.isEmpty()) {
          return List.of();
        }
        words.or(smallest(needed));
      }
      return List.of(words);
    }

    private static BitSet smallest(List<BitSet> sets) {
      BitSet smallest = sets.get(0);
      for (BitSet set : sets) {
        smallest = set.cardinality() < smallest.cardinality() ? set : smallest;
      }
      return smallest;
    }

    @Override
    public boolean isOptional() {
      for (Phrase option : options) {
        if (option.isOptional()) {
          return true;
        }
      }
      return false;
    }
  }
}
