package io.spillway.adapters.inmemory;

import io.spillway.ports.Health;
import io.spillway.ports.PageRequest;
import io.spillway.ports.violation.Presence;
import io.spillway.ports.violation.PresenceStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** In-memory store of moderators' presence; beyond its limit the oldest presence is lost. */
public final class InMemoryPresenceStore implements PresenceStore {

  /** Maximum number of people. */
  public static final int MAX = 1_000;

  private final Map<String, Presence> presences = new LinkedHashMap<>();

  /** Creates an empty store. */
  public InMemoryPresenceStore() {}

  @Override
  public synchronized void put(Presence presence) {
    String key = Presence.key(presence.name());
    presences.remove(key); // the new one is the youngest
    presences.put(key, presence);
    if (presences.size() > MAX) {
      presences.remove(presences.keySet().iterator().next());
    }
  }

  @Override
  public synchronized void remove(String name) {
    presences.remove(Presence.key(name));
  }

  @Override
  public synchronized List<Presence> list(Instant now, int limit) {
    return presences.values().stream()
        .filter(presence -> presence.until().isAfter(now))
        .sorted(Comparator.comparing(Presence::until).reversed())
        .limit(PageRequest.first(limit).limit())
        .toList();
  }

  @Override
  public Health health() {
    return Health.up("in-memory");
  }
}
