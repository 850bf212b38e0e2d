package io.spillway.adapters.inmemory;

import io.spillway.ports.Health;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Limited number of values by key, each of which expires a time after it was added. Not
 * thread-safe.
 */
final class ExpiringMap<V> {

  private final Capacity bound;
  private final InstantSource clock;
  private final Duration kept;

  /** Values in the order of addition. */
  private final Map<String, Dated<V>> values = new LinkedHashMap<>();

  private record Dated<V>(V value, Instant at) {}

  ExpiringMap(Capacity bound, InstantSource clock, Duration kept) {
    this.bound = bound;
    this.clock = clock;
    this.kept = kept;
  }

  /** Removes the values that are older than their time. */
  void dropExpired() {
    Instant end = clock.instant().minus(kept);
    Iterator<Dated<V>> oldest = values.values().iterator();
    while (oldest.hasNext() && oldest.next().at().isBefore(end)) {
      oldest.remove();
    }
  }

  @Nullable V get(String key) {
    Dated<V> found = values.get(key);
    return found == null ? null : found.value();
  }

  /** Adds a value now, in place of an earlier one. */
  void add(String key, V value) {
    values.remove(key); // the new one is the youngest
    values.put(key, new Dated<>(value, clock.instant()));
  }

  /** Replaces a value, which expires when the earlier one would have. */
  void replace(String key, V value) {
    values.computeIfPresent(key, (same, earlier) -> new Dated<>(value, earlier.at()));
  }

  /** Rejects further values if the capacity is exhausted with some more than there are. */
  void checkRoom(int more) {
    bound.checkRoom(values.size() + more);
  }

  Health health() {
    return bound.health(values.size());
  }
}
