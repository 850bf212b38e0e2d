package io.spillway.ports.violation;

import io.spillway.ports.Monitored;
import io.spillway.ports.PageRequest;
import java.time.Instant;
import java.util.List;

/**
 * Store of moderators' presence. Best effort: nothing depends on it, and a store may lose it at any
 * time.
 *
 * <p>Each method is atomic, and writes are visible to readers as soon as they return. Thread-safe.
 * Each throws {@link io.spillway.ports.PortException} with {@code presence.unavailable}
 * (TRANSIENT), {@code presence.throttled} (THROTTLED) or {@code presence.rejected} (PERMANENT: a
 * configuration error). After a TRANSIENT failure, a write may have been applied; a retry is safe.
 */
public interface PresenceStore extends Monitored {

  /**
   * Records a presence, in place of the one with the same {@link Presence#key}.
   *
   * @param presence the presence
   */
  void put(Presence presence);

  /**
   * Removes a person's presence. Idempotent.
   *
   * @param name the person's name
   */
  void remove(String name);

  /**
   * {@return the presences that end after an instant, the latest end first}
   *
   * @param now the instant
   * @param limit the maximum number, 1 to {@value PageRequest#MAX_LIMIT}
   */
  List<Presence> list(Instant now, int limit);
}
