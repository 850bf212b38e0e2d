package io.spillway.ports.erasure;

import io.spillway.ports.Monitored;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Replacement;
import io.spillway.ports.Versioned;
import java.util.List;
import java.util.Optional;

/**
 * Erasures that are under way, and what is left of those that are done.
 *
 * <p>Each method is atomic, and a reader sees a write as soon as it has returned. Safe for use by
 * many threads. Each throws {@link io.spillway.ports.PortException} with {@code
 * erasures.unavailable} (TRANSIENT), {@code erasures.throttled} (THROTTLED), {@code
 * erasures.rejected} (PERMANENT: a wrong set-up), or {@code erasures.full} (THROTTLED) at an
 * adapter's own bound. After a TRANSIENT failure of a write it may have been applied.
 */
public interface ErasureStore extends Monitored {

  /**
   * Stores an erasure unless its id is taken. Idempotent: of any number of calls with one id the
   * first one wins and all return what stands.
   *
   * @param erasure as it was asked for
   * @return what is stored under its id now
   */
  Versioned<Erasure> add(Erasure erasure);

  /**
   * {@return the erasure with this id}
   *
   * @param id the erasure's
   */
  Optional<Versioned<Erasure>> find(String id);

  /**
   * Replaces an erasure if its version is still the one named. Of two callers that name the same
   * version exactly one gets {@code Replaced}. A caller whose answer was lost and who tries again
   * gets {@code Stale} with its own value as what stands.
   *
   * @param erasure the new value, of the same id
   * @param version as it was read; a version that this store never gave out is stale
   * @return {@code Replaced} with the new version, or {@code Stale} with what stands
   * @throws java.util.NoSuchElementException when there is no erasure with this id
   */
  Replacement<Erasure> replace(Erasure erasure, String version);

  /**
   * {@return erasures that are not finished, the one asked for first comes first}
   *
   * @param limit most wanted, 1 to {@value PageRequest#MAX_LIMIT}
   */
  List<Versioned<Erasure>> pending(int limit);
}
