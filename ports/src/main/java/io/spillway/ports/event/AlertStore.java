package io.spillway.ports.event;

import io.spillway.ports.Monitored;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;

/**
 * The alerts of each stream. Safe for use by many threads. Each method throws {@link
 * io.spillway.ports.PortException} with {@code alerts.unavailable} (TRANSIENT), {@code
 * alerts.throttled} (THROTTLED), {@code alerts.rejected} (PERMANENT: a wrong set-up), or {@code
 * alerts.full} (THROTTLED) at an adapter's own bound. A write fails with {@code
 * alerts.partition-full} (PERMANENT) while the database keeps no more under its stream. After a
 * TRANSIENT failure of a write it may have been applied; doing it again is safe.
 */
public interface AlertStore extends Monitored {

  /**
   * Keeps an alert unless one with its id is kept for its stream. Idempotent.
   *
   * @param alert what to keep
   * @return whether it was kept by this call
   */
  boolean add(Alert alert);

  /**
   * {@return the alerts of a stream, latest first; those of one instant by id, the highest first}
   *
   * @param streamId id of the stream
   * @param page which part of the listing
   * @throws io.spillway.ports.InvalidCursorException for a cursor that is malformed or was handed
   *     out for another stream
   */
  Page<Alert> list(String streamId, PageRequest page);
}
