package io.spillway.adapters.inmemory;

import io.spillway.ports.Health;
import io.spillway.ports.event.EventRegistry;
import java.time.InstantSource;

/**
 * In-memory register of events' contents. An entry is dropped once it is older than {@link
 * EventRegistry#RETENTION}.
 */
public final class InMemoryEventRegistry implements EventRegistry {

  /** Default maximum number of entries. */
  public static final int DEFAULT_MAX = 1_000_000;

  private final ExpiringMap<String> contents;

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
    contents = new ExpiringMap<>(new Capacity("event-registry", max), clock, RETENTION);
  }

  @Override
  public synchronized String register(String streamId, String eventKey, String content) {
    contents.dropExpired();
    String key = streamId + "~" + eventKey;
    String before = contents.get(key);
    if (before != null) {
      return before;
    }
    contents.checkRoom(0);
    contents.add(key, content);
    return content;
  }

  @Override
  public synchronized Health health() {
    return contents.health();
  }
}
