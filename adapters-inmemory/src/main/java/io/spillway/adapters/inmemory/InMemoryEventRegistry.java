package io.spillway.adapters.inmemory;

import io.spillway.ports.Health;
import io.spillway.ports.event.EventRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * In-memory register of events' contents. An entry is dropped once it is older than {@link
 * EventRegistry#RETENTION}.
 */
public final class InMemoryEventRegistry implements EventRegistry {

  /** Default maximum number of entries. */
  public static final int DEFAULT_MAX = 1_000_000;

  private final InstantSource clock;
  private final Capacity bound;

  /** Entries in the order of registration. */
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private record Entry(String content, Instant at) {}

  /**
   * Creates an instance for at most {@link #DEFAULT_MAX} entries.
   *
   * @param clock the clock that determines the expiry of entries
   */
  public InMemoryEventRegistry(InstantSource clock) {
    this(clock, DEFAULT_MAX);
  }

  /**
   * Creates an instance with a limit.
   *
   * @param clock the clock that determines the expiry of entries
   * @param max the maximum number of entries, 1 or more; a further event is rejected with {@code
   *     event-registry.full}
   */
  public InMemoryEventRegistry(InstantSource clock, int max) {
    this.clock = clock;
    bound = new Capacity("event-registry", max);
  }

  @Override
  public synchronized String register(String streamId, String eventKey, String content) {
    Instant now = clock.instant();
    dropBefore(now.minus(RETENTION));
    String key = streamId + "~" + eventKey;
    Entry before = entries.get(key);
    if (before != null) {
      return before.content();
    }
    bound.checkRoom(entries.size());
    entries.put(key, new Entry(content, now));
    return content;
  }

  @Override
  public synchronized Health health() {
    return bound.health(entries.size());
  }

  private void dropBefore(Instant end) {
    var oldest = entries.values().iterator();
    while (oldest.hasNext() && oldest.next().at().isBefore(end)) {
      oldest.remove();
    }
  }
}
