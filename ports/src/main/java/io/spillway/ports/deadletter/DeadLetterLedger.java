package io.spillway.ports.deadletter;

import io.spillway.ports.Monitored;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import java.util.Optional;

/**
 * The dead letters as people read them.
 *
 * <p>Each method is atomic, and a reader sees a write as soon as it has returned. Safe for use by
 * many threads. Each throws {@link io.spillway.ports.PortException} with {@code
 * dead-letters.unavailable} (TRANSIENT), {@code dead-letters.throttled} (THROTTLED), {@code
 * dead-letters.rejected} (PERMANENT: a wrong set-up), or {@code dead-letters.full} (THROTTLED) at
 * an adapter's own bound. After a TRANSIENT failure of a write it may have been applied; doing it
 * again is safe.
 */
public interface DeadLetterLedger extends Monitored {

  /**
   * Enters a letter unless one with its id is there. Idempotent.
   *
   * @return whether it was entered by this call
   */
  boolean add(DeadLetter letter);

  /** The letter with this id; empty also for text that is no id. */
  Optional<DeadLetter> find(String id);

  /**
   * The letters that pass a filter, latest buried first; those of one instant by id, the highest
   * first.
   *
   * @throws io.spillway.ports.InvalidCursorException for a cursor that is malformed or was handed
   *     out for another filter
   */
  Page<DeadLetter> list(DeadLetterFilter filter, PageRequest page);
}
