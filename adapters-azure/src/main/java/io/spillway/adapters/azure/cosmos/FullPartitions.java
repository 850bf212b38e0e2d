package io.spillway.adapters.azure.cosmos;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Partition keys of one container that were full when they were last written to. A key is forgotten
 * when a document was added to it, or an hour after its last refusal: then nobody writes to it any
 * more, and nobody is told of it. Bounded; safe for use by many threads.
 */
final class FullPartitions {

  static final Duration REMEMBERED = Duration.ofHours(1);

  /** A database with more has another problem. */
  static final int MOST = 100;

  private final InstantSource clock;
  private final Map<String, Instant> refused = new LinkedHashMap<>();

  FullPartitions(InstantSource clock) {
    this.clock = clock;
  }

  synchronized void refused(String key) {
    refused.remove(key);
    refused.put(key, clock.instant());
    if (refused.size() > MOST) {
      refused.remove(refused.keySet().iterator().next());
    }
  }

  synchronized void grew(String key) {
    refused.remove(key);
  }

  /** The keys that are full, the one that was refused last at the end. */
  synchronized List<String> keys() {
    Instant oldest = clock.instant().minus(REMEMBERED);
    refused.values().removeIf(at -> at.isBefore(oldest));
    return List.copyOf(refused.keySet());
  }
}
