package io.spillway.core.standing;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** LRU cache of strike counts, keyed by stream and author. */
final class StrikeCache {

  record Count(int strikes, Instant at) {}

  private final int max;
  private final Map<String, Count> counts = new LinkedHashMap<>(16, 0.75f, true);

  StrikeCache(int max) {
    this.max = max;
  }

  synchronized Optional<Count> of(String author) {
    return Optional.ofNullable(counts.get(author));
  }

  synchronized void remember(String author, Count count) {
    counts.put(author, count);
    if (counts.size() > max) {
      counts.remove(counts.keySet().iterator().next());
    }
  }
}
