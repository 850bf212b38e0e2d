package io.spillway.adapters.inmemory;

import io.spillway.ports.Health;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Replacement;
import io.spillway.ports.Versioned;
import io.spillway.ports.erasure.Erasure;
import io.spillway.ports.erasure.ErasureStore;
import java.util.List;
import java.util.Optional;

/** In-memory store of erasures. */
public final class InMemoryErasureStore implements ErasureStore {

  /** Default maximum number of erasures, finished ones included. */
  public static final int DEFAULT_MAX = 10_000;

  private static final String PENDING = "pending";

  private final SortedIndex<Versioned<Erasure>> erasures;
  private final VersionedIndex<Erasure> versioned;

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
    versioned = new VersionedIndex<>(erasures, Erasure::id, "erasure");
  }

  @Override
  public Versioned<Erasure> add(Erasure erasure) {
    return versioned.add(erasure);
  }

  @Override
  public Optional<Versioned<Erasure>> find(String id) {
    return versioned.find(id);
  }

  @Override
  public Replacement<Erasure> replace(Erasure erasure, String version) {
    return versioned.replace(erasure, version);
  }

  @Override
  public List<Versioned<Erasure>> pending(int limit) {
    return erasures.lowest(PENDING, PageRequest.first(limit).limit());
  }

  @Override
  public Health health() {
    return erasures.health();
  }
}
