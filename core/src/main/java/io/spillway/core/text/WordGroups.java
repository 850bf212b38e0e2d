package io.spillway.core.text;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Named sets of words from a bundled text: on each line a group's name and some of its words. */
final class WordGroups {

  private static final int SPACE = ' ';

  private final Map<String, Set<String>> groups = new HashMap<>();

  private WordGroups() {}

  /**
   * Reads a bundled text. Loops, because it is read in cold starts, and the first lambda of a
   * process costs ten times as much.
   */
  static WordGroups read(String name) {
    WordGroups read = new WordGroups();
    String text = BundledText.read(name);
    for (int start = 0; start < text.length(); ) {
      int end = text.indexOf('\n', start);
      if (text.charAt(start) != '#' && end > start) {
        read.addLine(text, start, end);
      }
      start = end + 1;
    }
    return read;
  }

  private void addLine(String text, int start, int end) {
    int at = text.indexOf(SPACE, start);
    String name = text.substring(start, at);
    Set<String> group = groups.get(name);
    if (group == null) {
      group = new HashSet<>();
      groups.put(name, group);
    }
    while (at < end) {
      int next = text.indexOf(SPACE, at + 1);
      int wordEnd = next < 0 || next > end ? end : next;
      group.add(text.substring(at + 1, wordEnd));
      at = wordEnd;
    }
  }

  /** Returns a group; empty for an unknown name. */
  Set<String> group(String name) {
    return groups.getOrDefault(name, Set.of());
  }
}
