package io.spillway.core.moderation;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.spillway.ports.moderation.Category;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Immutable index of a word list by key, with the set of first words. */
final class WordIndex extends AbstractMap<String, Category> {

  private final Map<String, Category> byKey;
  private final Set<String> firstWords;

  WordIndex(Map<String, Category> byKey) {
    this.byKey = Map.copyOf(byKey);
    firstWords = this.byKey.keySet().stream().map(Tokenizer::first).collect(toUnmodifiableSet());
  }

  /** Returns whether a phrase begins with a word. */
  boolean begin(String word) {
    return firstWords.contains(word);
  }

  @Override
  public Set<Map.Entry<String, Category>> entrySet() {
    return byKey.entrySet();
  }

  @Override
  public boolean containsKey(Object key) {
    return byKey.containsKey(key);
  }

  @Override
  public @Nullable Category get(@Nullable Object key) {
    return byKey.get(key);
  }
}
