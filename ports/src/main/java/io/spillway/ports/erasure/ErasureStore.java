package io.spillway.ports.erasure;

import io.spillway.ports.Monitored;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Replacement;
import io.spillway.ports.Versioned;
import java.util.List;
import java.util.Optional;

/**
 * Store of erasures, in progress and finished.
 *
 * <p>Each method is atomic, and writes are visible to readers as soon as they return. Thread-safe.
 * Each throws {@link io.spillway.ports.PortException} with {@code erasures.unavailable}
 * (TRANSIENT), {@code erasures.throttled} (THROTTLED), {@code erasures.rejected} (PERMANENT: a
 * configuration error), or {@code erasures.full} (THROTTLED) at an adapter's own limit. After a
 * TRANSIENT failure, a write may have been applied.
 */
public interface ErasureStore extends Monitored {

  /**
   * Adds an erasure unless its id exists. Idempotent: of any number of calls with one id, the first
   * one wins and all return the stored erasure.
   *
   * @param erasure the erasure
   * @return the stored erasure
   */
  Versioned<Erasure> add(Erasure erasure);

  /**
   * {@return the erasure with this id}
   *
   * @param id the erasure's id
   */
  Optional<Versioned<Erasure>> find(String id);

  /**
   * Replaces an erasure if its version is current (compare-and-set). Of two callers with the same
   * version, exactly one gets {@code Replaced}. A retry after a lost response gets {@code Stale}
   * with the caller's own value as the current one.
   *
   * @param erasure the new value, with the same id
   * @param version the version that was read; an unknown version is stale
   * @return {@code Replaced} with the new version, or {@code Stale} with the current value
   * @throws java.util.NoSuchElementException if no erasure has this id
   */
  Replacement<Erasure> replace(Erasure erasure, String version);

  /**
   * {@return erasures that are not finished, oldest first}
   *
   * @param limit the maximum number, 1 to {@value PageRequest#MAX_LIMIT}
   */
  List<Versioned<Erasure>> pending(int limit);
}
