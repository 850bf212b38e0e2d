package io.spillway.adapters.inmemory;

import io.spillway.adapters.inmemory.SortedIndex.Selection;
import io.spillway.ports.AuthorNames;
import io.spillway.ports.Health;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.author.Restriction;
import io.spillway.ports.author.RestrictionFilter;
import io.spillway.ports.author.RestrictionStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** In-memory store of restrictions. */
public final class InMemoryRestrictionStore implements RestrictionStore {

  /** Default maximum number of restrictions. */
  public static final int DEFAULT_MAX = 100_000;

  private static final String ALL = "all";
  private static final int EXPIRED_AT_ONCE = 100;

  /** Time for which an expired restriction is kept, as on Cosmos DB. */
  private static final Duration EXPIRED_KEPT = Duration.ofHours(1);

  private final SortedIndex<Restriction> restrictions;

  /** Creates an instance for at most {@link #DEFAULT_MAX} restrictions. */
  public InMemoryRestrictionStore() {
    this(DEFAULT_MAX);
  }

  /**
   * Creates an instance with a limit.
   *
   * @param max the maximum number of restrictions, 1 or more; a further one is rejected with {@code
   *     restrictions.full}
   */
  public InMemoryRestrictionStore(int max) {
    restrictions =
        new SortedIndex<>(
            new Capacity("restrictions", max),
            Restriction::sortKey,
            restriction -> List.of(ALL, shelf(restriction.streamId())));
  }

  /** Drops some expired restrictions first. */
  @Override
  public void put(Restriction restriction) {
    Instant end = restriction.since().minus(EXPIRED_KEPT);
    restrictions
        .some(other -> !other.isActiveAt(end), EXPIRED_AT_ONCE)
        .forEach(expired -> restrictions.remove(expired.key()));
    while (true) {
      Optional<Restriction> before = restrictions.putIfAbsent(restriction.key(), restriction);
      if (before.isEmpty() || restrictions.replace(restriction.key(), before.get(), restriction)) {
        return;
      }
    }
  }

  @Override
  public Optional<Restriction> find(String author, @Nullable String streamId) {
    return restrictions.find(key(author, streamId));
  }

  @Override
  public Page<Restriction> list(RestrictionFilter filter, PageRequest page) {
    RestrictionFilter.Scope scope = filter.scope();
    Selection<Restriction> selection =
        new Selection<>(
            scope == null ? ALL : shelf(scope.streamId()),
            "restrictions by " + filter.scope() + " " + filter.author(),
            TimeRange.EVER,
            restriction -> fits(filter, restriction));
    return restrictions.page(selection, page);
  }

  @Override
  public boolean delete(String author, @Nullable String streamId) {
    return restrictions.remove(key(author, streamId));
  }

  @Override
  public Health health() {
    return restrictions.health();
  }

  private static boolean fits(RestrictionFilter filter, Restriction restriction) {
    return (filter.scope() == null
            || Objects.equals(filter.scope().streamId(), restriction.streamId()))
        && (filter.author() == null || AuthorNames.same(filter.author(), restriction.author()))
        && (filter.activeAt() == null || restriction.isActiveAt(filter.activeAt()));
  }

  private static String key(String author, @Nullable String streamId) {
    return AuthorNames.hash(author) + "~" + (streamId == null ? "" : streamId);
  }

  private static String shelf(@Nullable String streamId) {
    return "scope " + (streamId == null ? "" : streamId);
  }
}
