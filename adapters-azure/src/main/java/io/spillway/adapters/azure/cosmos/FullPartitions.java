package io.spillway.adapters.azure.cosmos;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Partition keys of one container whose last write failed because the partition is full. A key is
 * removed when a document was added to it, or one hour after its last failure. Bounded;
 * thread-safe.
 */
final class FullPartitions {

  static final Duration REMEMBERED = Duration.ofHours(1);

  /** Maximum number of keys. */
  static final int MOST = 100;

  private final InstantSource clock;
  private final Map<String, Instant> refused = new LinkedHashMap<>();

  FullPartitions(InstantSource clock) {
    this.clock = clock;
  }

  synchronized void recordFailure(String key) {
    refused.remove(key);
    refused.put(key, clock.instant());
    if (refused.size() > MOST) {
      refused.remove(refused.keySet().iterator().next());
    }
  }

  synchronized void grew(String key) {
    refused.remove(key);
  }

  /** Returns the keys of full partitions, the latest failure last. */
  synchronized List<String> keys() {
    Instant oldest = clock.instant().minus(REMEMBERED);
    refused.values().removeIf(at -> at.isBefore(oldest));
    return List.copyOf(refused.keySet());
  }
}
