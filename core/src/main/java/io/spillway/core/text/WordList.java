package io.spillway.core.text;

import io.spillway.ports.moderation.Category;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Scored phrases, indexed by first word. */
public final class WordList {

  private static final String RESOURCE = "words-en.txt";
  private static final String VERSION = "version: ";

  /** A phrase and its scores. */
  public record Entry(Phrase phrase, Map<Category, Double> scores) {}

  private final Map<String, Phrase> names = new HashMap<>();
  private final Map<String, List<Entry>> byFirstWord = new HashMap<>();
  private String version = "";
  private int phrases;
  private Map<Category, Double> scores = Map.of();

  private WordList(Stream<String> lines) {
    lines.filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(this::read);
  }

  /** Returns the list bundled with Spillway. */
  public static WordList standard() {
    return new WordList(BundledText.read(RESOURCE).lines());
  }

  /** Creates a list from lines in the format of the standard list. */
  public static WordList of(String... lines) {
    return new WordList(Stream.of(lines));
  }

  public String version() {
    return version;
  }

  /** Returns the number of lines with phrases. */
  public int size() {
    return phrases;
  }

  /** Returns the phrases that can begin with a word. */
  public List<Entry> beginningWith(String word) {
    return byFirstWord.getOrDefault(word, List.of());
  }

  private void read(String line) {
    if (line.startsWith(VERSION)) {
      version = line.substring(VERSION.length());
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
          line.substring(0, equals).strip(), PhraseParser.parse(line.substring(equals + 1), names));
      return;
    }
    Entry entry = new Entry(PhraseParser.parse(line, names), scores);
    for (String word : entry.phrase().firstWords()) {
      byFirstWord.computeIfAbsent(word, first -> new ArrayList<>()).add(entry);
    }
    phrases++;
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
    StringBuilder plain = new StringBuilder();
    line.chars()
        .map(c -> c >= 'a' && c <= 'z' ? 'a' + (c - 'a' + 13) % 26 : c)
        .forEach(plain::appendCodePoint);
    return plain.toString();
  }
}
