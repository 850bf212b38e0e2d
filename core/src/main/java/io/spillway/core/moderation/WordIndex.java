package io.spillway.core.moderation;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.spillway.ports.moderation.Category;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The words of one list by their keys, and with which word each begins. It cannot be changed. */
final class WordIndex extends AbstractMap<String, Category> {

  private final Map<String, Category> byKey;
  private final Set<String> firstWords;

  WordIndex(Map<String, Category> byKey) {
    this.byKey = Map.copyOf(byKey);
    firstWords = this.byKey.keySet().stream().map(Tokenizer::first).collect(toUnmodifiableSet());
  }

  /** Whether any of them begins with this word. */
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
