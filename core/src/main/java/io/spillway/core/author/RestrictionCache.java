package io.spillway.core.author;

import io.spillway.ports.AuthorNames;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.PortException;
import io.spillway.ports.author.Restriction;
import io.spillway.ports.author.RestrictionFilter;
import io.spillway.ports.author.RestrictionFilter.Scope;
import io.spillway.ports.author.RestrictionStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Active restrictions of the recently used streams, read again after {@link #FRESH}. So a message
 * costs no query of its own, and a busy stream two in that time.
 *
 * <p>Fails open: while the store fails, the last known restrictions are used until they expire, or
 * none.
 */
final class RestrictionCache {

  /** Age up to which restrictions are used; other processes learn of a new one within it. */
  static final Duration FRESH = Duration.ofSeconds(10);

  /** Capacity in streams. */
  private static final int MAX_SCOPES = 1_000;

  private final RestrictionStore store;
  private final InstantSource clock;
  private final Map<Scope, Snapshot> snapshots = new LinkedHashMap<>(16, 0.75f, true);

  /** Restrictions by {@link AuthorNames#foldedKey}; a list, because case may be significant. */
  private record Snapshot(Map<String, List<Restriction>> byAuthor, int size, Instant at) {}

  RestrictionCache(RestrictionStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Returns the active restrictions in a scope of an author, in any case. */
  List<Restriction> of(Scope scope, String author, Instant now) {
    Snapshot snapshot = snapshot(scope, now);
    if (snapshot.byAuthor().isEmpty()) {
      return List.of();
    }
    return snapshot.byAuthor().getOrDefault(AuthorNames.foldedKey(author), List.of()).stream()
        .filter(restriction -> restriction.isActiveAt(now))
        .toList();
  }

  /** Returns whether any restrictions in a scope were read before, of whatever age. */
  boolean knows(Scope scope) {
    return find(scope) != null;
  }

  /** Reads the active restrictions in a scope, unless fresh. */
  void read(Scope scope) {
    var unused = snapshot(scope, clock.instant());
  }

  /** Returns the number of active restrictions in a scope, read anew. */
  int count(Scope scope) {
    forget(scope);
    return read(scope, clock.instant()).size();
  }

  synchronized void forget(Scope scope) {
    snapshots.remove(scope);
  }

  private Snapshot snapshot(Scope scope, Instant now) {
    Snapshot known = find(scope);
    if (known != null && known.at().plus(FRESH).isAfter(now)) {
      return known;
    }
    Snapshot snapshot;
    try {
      snapshot = read(scope, now);
    } catch (PortException e) {
      snapshot =
          known == null
              ? new Snapshot(Map.of(), 0, now)
              : new Snapshot(known.byAuthor(), known.size(), now);
    }
    remember(scope, snapshot);
    return snapshot;
  }

  private Snapshot read(Scope scope, Instant now) {
    RestrictionFilter active = RestrictionFilter.all().in(scope).activeAt(now);
    Map<String, List<Restriction>> byAuthor = new LinkedHashMap<>();
    int size = 0;
    PageRequest next = PageRequest.first(PageRequest.MAX_LIMIT);
    while (true) {
      Page<Restriction> page = store.list(active, next);
      for (Restriction restriction : page.items()) {
        byAuthor
            .computeIfAbsent(
                AuthorNames.foldedKey(restriction.author()), author -> new ArrayList<>(1))
            .add(restriction);
        size++;
      }
      if (page.nextCursor() == null || size >= AuthorRestrictions.MAX_ACTIVE) {
        return new Snapshot(byAuthor, size, now);
      }
      next = next.at(page.nextCursor());
    }
  }

  private synchronized @Nullable Snapshot find(Scope scope) {
    return snapshots.get(scope);
  }

  private synchronized void remember(Scope scope, Snapshot snapshot) {
    snapshots.put(scope, snapshot);
    if (snapshots.size() > MAX_SCOPES) {
      snapshots.remove(snapshots.keySet().iterator().next());
    }
  }
}
