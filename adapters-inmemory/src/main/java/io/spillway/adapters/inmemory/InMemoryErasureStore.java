package io.spillway.adapters.inmemory;

import io.spillway.ports.Health;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Replacement;
import io.spillway.ports.Versioned;
import io.spillway.ports.erasure.Erasure;
import io.spillway.ports.erasure.ErasureStore;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** In-memory store of erasures. */
public final class InMemoryErasureStore implements ErasureStore {

  /** Default maximum number of erasures, finished ones included. */
  public static final int DEFAULT_MAX = 10_000;

  private static final String PENDING = "pending";

  private final AtomicLong lastVersion = new AtomicLong();
  private final SortedIndex<Versioned<Erasure>> erasures;

  /** Creates an instance for at most {@link #DEFAULT_MAX} erasures. */
  public InMemoryErasureStore() {
    this(DEFAULT_MAX);
  }

  /**
   * Creates an instance with a limit.
   *
   * @param max the maximum number of erasures, 1 or more; a further one is rejected with {@code
   *     erasures.full}
   */
  public InMemoryErasureStore(int max) {
    erasures =
        new SortedIndex<>(
            new Capacity("erasures", max),
            erasure -> erasure.value().sortKey(),
            erasure -> erasure.value().isFinished() ? List.of() : List.of(PENDING));
  }

  @Override
  public Versioned<Erasure> add(Erasure erasure) {
    Versioned<Erasure> added = nextVersion(erasure);
    return erasures.putIfAbsent(erasure.id(), added).orElse(added);
  }

  @Override
  public Optional<Versioned<Erasure>> find(String id) {
    return erasures.find(id);
  }

  @Override
  public Replacement<Erasure> replace(Erasure erasure, String version) {
    Versioned<Erasure> current = standing(erasure.id());
    if (current.version().equals(version)) {
      Versioned<Erasure> next = nextVersion(erasure);
      if (erasures.replace(erasure.id(), current, next)) {
        return new Replacement.Replaced<>(next);
      }
    }
    return new Replacement.Stale<>(standing(erasure.id()));
  }

  @Override
  public List<Versioned<Erasure>> pending(int limit) {
    return erasures.lowest(PENDING, PageRequest.first(limit).limit());
  }

  @Override
  public Health health() {
    return erasures.health();
  }

  private Versioned<Erasure> standing(String id) {
    return find(id).orElseThrow(() -> new NoSuchElementException("no erasure " + id));
  }

  private Versioned<Erasure> nextVersion(Erasure erasure) {
    return new Versioned<>(erasure, Long.toString(lastVersion.incrementAndGet()));
  }
}
