package io.spillway.adapters.inmemory;

import java.util.BitSet;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A pattern over words. A text is a list of words, each as the set of what it may be read as. */
sealed interface Phrase {

  /** Each index after its last word, when its first is at {@code from}. */
  BitSet ends(List<Set<String>> text, int from);

  /** The words that it can begin with. */
  Set<String> firstWords();

  /** Whether it can be left out. */
  default boolean isOptional() {
    return false;
  }

  /** One word, which is one of these. */
  record Word(Set<String> words) implements Phrase {
    @Override
    public BitSet ends(List<Set<String>> text, int from) {
      BitSet ends = new BitSet();
      if (from < text.size() && !Collections.disjoint(text.get(from), words)) {
        ends.set(from + 1);
      }
      return ends;
    }

    @Override
    public Set<String> firstWords() {
      return words;
    }
  }

  /** Any words, none to {@value #MOST_WORDS} of them. */
  record Gap() implements Phrase {
    static final int MOST_WORDS = 3;

    @Override
    public BitSet ends(List<Set<String>> text, int from) {
      BitSet ends = new BitSet();
      ends.set(from, Math.min(text.size(), from + MOST_WORDS) + 1);
      return ends;
    }

    @Override
    public Set<String> firstWords() {
      return Set.of();
    }
  }

  /** It, or nothing. */
  record Maybe(Phrase phrase) implements Phrase {
    @Override
    public BitSet ends(List<Set<String>> text, int from) {
      BitSet ends = phrase.ends(text, from);
      ends.set(from);
      return ends;
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

  /** One after the other. */
  record Sequence(List<Phrase> parts) implements Phrase {
    @Override
    public BitSet ends(List<Set<String>> text, int from) {
      BitSet ends = new BitSet();
      ends.set(from);
      for (Phrase part : parts) {
        if (ends.isEmpty()) {
          break;
        }
        BitSet next = new BitSet();
        for (int end = ends.nextSetBit(0); end >= 0; end = ends.nextSetBit(end + 1)) {
          next.or(part.ends(text, end));
        }
        ends = next;
      }
      return ends;
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

  /** One of these. */
  record Choice(List<Phrase> options) implements Phrase {
    @Override
    public BitSet ends(List<Set<String>> text, int from) {
      BitSet ends = new BitSet();
      for (Phrase option : options) {
        ends.or(option.ends(text, from));
      }
      return ends;
    }

    @Override
    public Set<String> firstWords() {
      Set<String> words = new HashSet<>();
      options.forEach(option -> words.addAll(option.firstWords()));
      return words;
    }
  }
}
