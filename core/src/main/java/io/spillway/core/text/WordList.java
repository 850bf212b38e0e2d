package io.spillway.core.text;

import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Scores;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Scored phrases of one language, in the format that the head of {@code words-en.txt} describes.
 * Immutable; finds no words other than whole ones.
 */
public final class WordList {

  private static final String VERSION = "version: ";
  private static final String LANGUAGE = "language: ";
  private static final String EXCEPTIONS = "[harmless]";

  /**
   * @param number the entry's number
   * @param needed sets of words, of each of which a text with the phrase has one
   */
  private record Entry(
      int number, Phrase phrase, List<BitSet> needed, Map<Category, Double> scores) {

    boolean isPossible(BitSet words) {
      for (BitSet any : needed) {
        if (!words.intersects(any)) {
          return false;
        }
      }
      return true;
    }

    /** Returns whether one of the scores is above those found. */
    boolean isAbove(Map<Category, Double> found) {
      for (Map.Entry<Category, Double> score : scores.entrySet()) {
        if (score.getValue() > found.getOrDefault(score.getKey(), 0.0)) {
          return true;
        }
      }
      return false;
    }
  }

  private final Map<String, Phrase> names = new HashMap<>();
  private final Vocabulary vocabulary = new Vocabulary();
  // Both by the number of the first word.
  private final List<List<Entry>> phrases = new ArrayList<>();
  private final List<List<Entry>> exceptions = new ArrayList<>();
  private final WordTrie trie;
  private String version = "";
  private String language = "";
  private int size;
  private Map<Category, Double> scores = Map.of();

  /** Loops here and in the parser, because a list is read in a cold start. */
  private WordList(String text) {
    for (int start = 0; start < text.length(); ) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      String line = text.substring(start, end);
      if (!line.isBlank() && !line.startsWith("#")) {
        read(line);
      }
      start = end + 1;
    }
    this.trie = vocabulary.trie();
  }

  /**
   * {@return the bundled list of a language}
   *
   * @param language the language's code, such as {@code en}
   */
  public static WordList bundled(String language) {
    return new WordList(BundledText.read("words-" + language + ".txt"));
  }

  /**
   * {@return a list of lines in the format of the bundled ones}
   *
   * @param lines the lines
   */
  public static WordList of(String... lines) {
    return new WordList(String.join("\n", lines));
  }

  /** {@return the list's version} */
  public String version() {
    return version;
  }

  /** {@return the language's name in English} */
  public String language() {
    return language;
  }

  /** {@return the number of lines with phrases} */
  public int size() {
    return size;
  }

  /**
   * {@return the scores of a text: the highest of each category}
   *
   * @param text the text
   */
  public Scores score(ReadText text) {
    EnumMap<Category, Double> found = new EnumMap<>(Category.class);
    for (Letters letters : text.readings()) {
      FoundWords words = FoundWords.in(letters, trie);
      score(words, possible(words), found);
    }
    return Scores.of(found);
  }

  /** Returns the numbers of the entries of which all needed words are in the text. */
  private BitSet possible(FoundWords text) {
    BitSet words = text.numbers();
    BitSet possible = new BitSet();
    BitSet others = new BitSet();
    for (int word = words.nextSetBit(0); word >= 0; word = words.nextSetBit(word + 1)) {
      sort(beginningWith(phrases, word), words, possible, others);
      sort(beginningWith(exceptions, word), words, possible, others);
    }
    return possible;
  }

  /** Adds each entry to one of two sets, by the words of a text. */
  private static void sort(List<Entry> entries, BitSet words, BitSet possible, BitSet others) {
    for (Entry entry : entries) {
      if (!possible.get(entry.number()) && !others.get(entry.number())) {
        (entry.isPossible(words) ? possible : others).set(entry.number());
      }
    }
  }

  private void score(FoundWords text, BitSet possible, Map<Category, Double> found) {
    BitSet harmless = harmless(text, possible);
    for (int place = 0; place < text.words(); place++) {
      for (int find = text.first(place); find >= 0; find = text.next(find)) {
        for (Entry entry : beginningWith(phrases, text.number(find))) {
          if (possible.get(entry.number())
              && entry.isAbove(found)
              && isFound(entry, text, place, harmless)) {
            entry.scores().forEach((category, score) -> found.merge(category, score, Math::max));
          }
        }
      }
    }
  }

  /** Returns whether a phrase is at a place, and not within a harmless one. */
  private static boolean isFound(Entry entry, FoundWords text, int place, BitSet harmless) {
    long lengths = entry.phrase().lengths(text, place);
    for (long left = lengths; left != 0; left &= left - 1) {
      int end = place + Long.numberOfTrailingZeros(left);
      if (end > place && (harmless.isEmpty() || isOutside(harmless, place, end))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOutside(BitSet harmless, int from, int to) {
    int next = harmless.nextSetBit(from);
    return next < 0 || next >= to;
  }

  /** Returns the words of the text that are a part of harmless phrases. */
  private BitSet harmless(FoundWords text, BitSet possible) {
    BitSet harmless = new BitSet();
    for (int place = 0; place < text.words(); place++) {
      for (int find = text.first(place); find >= 0; find = text.next(find)) {
        for (Entry entry : beginningWith(exceptions, text.number(find))) {
          if (possible.get(entry.number())) {
            int longest = 63 - Long.numberOfLeadingZeros(entry.phrase().lengths(text, place));
            harmless.set(place, place + Math.max(longest, 0));
          }
        }
      }
    }
    return harmless;
  }

  private static List<Entry> beginningWith(List<List<Entry>> entries, int word) {
    return word < entries.size() ? entries.get(word) : List.of();
  }

  private void read(String line) {
    if (line.startsWith(VERSION)) {
      version = line.substring(VERSION.length());
    } else if (line.startsWith(LANGUAGE)) {
      language = line.substring(LANGUAGE.length());
    } else if (line.equals(EXCEPTIONS)) {
      scores = Map.of();
    } else if (line.startsWith("[")) {
      scores = scores(line.substring(1, line.length() - 1));
    } else {
      readPhrase(rot13(line));
    }
  }

  private void readPhrase(String line) {
    int equals = line.indexOf('=');
    if (equals > 0) {
      names.put(
          line.substring(0, equals).strip(),
          PhraseParser.parse(line.substring(equals + 1), names, vocabulary));
      return;
    }
    Phrase phrase = PhraseParser.parse(line, names, vocabulary);
    Entry entry = new Entry(size, phrase, phrase.neededWords(), scores);
    List<List<Entry>> entries = scores.isEmpty() ? exceptions : phrases;
    BitSet first = phrase.firstWords();
    for (int word = first.nextSetBit(0); word >= 0; word = first.nextSetBit(word + 1)) {
      beginning(entries, word).add(entry);
    }
    size++;
  }

  private static List<Entry> beginning(List<List<Entry>> entries, int word) {
    while (entries.size() <= word) {
      entries.add(new ArrayList<>(0));
    }
    return entries.get(word);
  }

  private static Map<Category, Double> scores(String list) {
    Map<Category, Double> scores = new EnumMap<>(Category.class);
    for (String score : list.split(",", -1)) {
      String[] parts = score.strip().split("=", -1);
      scores.put(Category.ofCode(parts[0]).orElseThrow(), Double.valueOf(parts[1]));
    }
    return scores;
  }

  private static String rot13(String line) {
    char[] plain = line.toCharArray();
    for (int i = 0; i < plain.length; i++) {
      char sign = plain[i];
      plain[i] = sign >= 'a' && sign <= 'z' ? (char) ('a' + (sign - 'a' + 13) % 26) : sign;
    }
    return new String(plain);
  }
}
