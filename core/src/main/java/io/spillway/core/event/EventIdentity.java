package io.spillway.core.event;

import static java.util.Objects.requireNonNull;

import io.spillway.core.OptionalStores;
import io.spillway.ports.Failure;
import io.spillway.ports.Ids;
import io.spillway.ports.PortException;
import io.spillway.ports.Stores;
import io.spillway.ports.event.EventFields;
import io.spillway.ports.event.EventRegistry;
import io.spillway.ports.event.StreamEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Check that an event's identity is not used again for another content. The content is the type,
 * the actor and the fields; the time is no part of it, because a repetition may have a new one.
 * Safe for use by many threads.
 */
public final class EventIdentity {

  /** Code of an event whose identity belongs to an event with another content. */
  public static final String REUSED = "event.id-reused";

  /** A check that passes every event. */
  public static final EventIdentity UNCHECKED = new EventIdentity(null, Instant::now);

  /** Time without optional checks after a failure of the registry. */
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final @Nullable EventRegistry registry;
  private final InstantSource clock;
  private volatile Instant pausedUntil = Instant.MIN;

  private EventIdentity(@Nullable EventRegistry registry, InstantSource clock) {
    this.registry = registry;
    this.clock = clock;
  }

  /**
   * {@return a check against a registry}
   *
   * @param registry the register of contents
   * @param clock the clock of pauses after a failure
   */
  public static EventIdentity of(EventRegistry registry, InstantSource clock) {
    return new EventIdentity(requireNonNull(registry, "registry"), requireNonNull(clock, "clock"));
  }

  /**
   * {@return a check against the registry of stores; {@link #UNCHECKED} if they have none}
   *
   * @param stores the stores
   * @param clock the clock of pauses after a failure
   */
  public static EventIdentity in(Stores stores, InstantSource clock) {
    return OptionalStores.find(stores::eventRegistry)
        .map(registry -> of(registry, clock))
        .orElse(UNCHECKED);
  }

  /** {@return the failure of an event whose identity was used before} */
  public static Failure failure() {
    return Failure.permanent(
        REUSED, "the id belongs to an earlier event of this source with another content");
  }

  /**
   * Registers an event's content. Idempotent.
   *
   * @param event the event
   * @return whether the event's identity belongs to another content
   * @throws PortException if the registry failed
   */
  public boolean isReused(StreamEvent event) {
    if (registry == null) {
      return false;
    }
    String content = content(event);
    return !registry.register(event.streamId(), event.key(), content).equals(content);
  }

  /**
   * Registers an event's content like {@link #isReused}, but passes the event while the registry
   * fails, because the consumer of the queue checks again.
   */
  boolean isKnownAsReused(StreamEvent event) {
    if (clock.instant().isBefore(pausedUntil)) {
      return false;
    }
    try {
      return isReused(event);
    } catch (PortException e) {
      pausedUntil = clock.instant().plus(PAUSE);
      return false;
    }
  }

  /** Returns a digest of the content, in which no two contents are written alike. */
  static String content(StreamEvent event) {
    StringBuilder text = new StringBuilder();
    add(text, event.type());
    add(text, event.actor());
    EventFields fields = event.detail().values();
    fields
        .values()
        .forEach(
            (field, value) -> {
              add(text, field.key());
              add(text, value);
            });
    fields
        .custom()
        .forEach(
            (key, value) -> {
              add(text, "fields." + key);
              add(text, value);
            });
    return Ids.derive(text.toString());
  }

  private static void add(StringBuilder text, String part) {
    text.append(part.length()).append(':').append(part);
  }
}
