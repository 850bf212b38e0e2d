package io.spillway.core.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Immutable list of entries, found in texts. */
public final class WordFinder {

  private final WordTrie trie;

  /** Receiver of finds. */
  public interface Finds {

    /**
     * Receives one find.
     *
     * @param entry the entry's number
     * @param start the start in the text as written
     * @param end the end in the text as written, exclusive
     */
    void accept(int entry, int start, int end);
  }

  /**
   * Creates a finder.
   *
   * @param entries the entries, without problems; numbered in their order
   */
  public WordFinder(Collection<WordEntry> entries) {
    // A loop, because policies are compiled in a cold start.
    List<Pattern> patterns = new ArrayList<>(entries.size());
    for (WordEntry entry : entries) {
      patterns.add(entry.pattern());
    }
    this.trie = new WordTrie(patterns, WordRules.ENTRIES);
  }

  /**
   * Finds the entries in a text. One place may have several.
   *
   * @param text the text
   * @param finds the receiver
   */
  public void find(ReadText text, Finds finds) {
    for (Letters letters : text.readings()) {
      find(letters, finds);
    }
  }

  private void find(Letters letters, Finds finds) {
    trie.find(
        letters,
        (entry, first, end) ->
            finds.accept(entry, letters.start(first, end - 1), letters.end(first, end - 1)));
  }
}
