package io.spillway.core.moderation;

import io.spillway.core.text.ReadText;
import io.spillway.core.text.WordEntry;
import io.spillway.core.text.WordFinder;
import io.spillway.ports.moderation.Category;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Immutable list of words: categories by entry as it is read, and the search for them. */
final class WordIndex extends AbstractMap<String, Category> {

  /** Receiver of finds, with places in the text as written. */
  interface Finds {
    void accept(Category category, int start, int end);
  }

  private final Map<String, Category> byReading;
  private final List<Category> categories;
  private final WordFinder finder;

  /**
   * @param byReading the categories by {@link WordEntry#reading}
   */
  WordIndex(Map<String, Category> byReading) {
    this.byReading = Map.copyOf(byReading);
    List<WordEntry> entries = new ArrayList<>();
    List<Category> categoriesInOrder = new ArrayList<>();
    for (Map.Entry<String, Category> entry : this.byReading.entrySet()) {
      entries.add(new WordEntry(entry.getKey(), null));
      categoriesInOrder.add(entry.getValue());
    }
    this.categories = List.copyOf(categoriesInOrder);
    this.finder = new WordFinder(entries);
  }

  /** Finds the entries in a text. */
  void find(ReadText text, Finds finds) {
    finder.find(text, (entry, start, end) -> finds.accept(categories.get(entry), start, end));
  }

  @Override
  public Set<Map.Entry<String, Category>> entrySet() {
    return byReading.entrySet();
  }

  @Override
  public boolean containsKey(Object key) {
    return byReading.containsKey(key);
  }

  @Override
  public @Nullable Category get(@Nullable Object key) {
    return byReading.get(key);
  }
}
