package io.spillway.core.text;

import io.spillway.EntryReading.Match;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers of the words of a list. */
final class Vocabulary {

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<Pattern> patterns = new ArrayList<>();

  /** Returns the numbers of words; new words get the next ones. */
  BitSet numbers(Collection<String> words) {
    BitSet set = new BitSet();
    for (String word : words) {
      set.set(number(word));
    }
    return set;
  }

  private int number(String word) {
    Integer known = numbers.get(word);
    if (known != null) {
      return known;
    }
    numbers.put(word, patterns.size());
    patterns.add(new Pattern(word, Match.WORD));
    return patterns.size() - 1;
  }

  /** Returns the word of a number. */
  String word(int number) {
    return patterns.get(number).key();
  }

  WordTrie trie() {
    return new WordTrie(patterns, WordRules.FORMS);
  }
}
