package io.spillway.ports.event;

import io.spillway.ports.Monitored;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;

/**
 * Store of the alerts of each stream. Thread-safe. Each method throws {@link
 * io.spillway.ports.PortException} with {@code alerts.unavailable} (TRANSIENT), {@code
 * alerts.throttled} (THROTTLED), {@code alerts.rejected} (PERMANENT: a configuration error), or
 * {@code alerts.full} (THROTTLED) at an adapter's own limit. A write fails with {@code
 * alerts.partition-full} (PERMANENT) while the stream's partition in the database is full. After a
 * TRANSIENT failure, a write may have been applied; a retry is safe.
 */
public interface AlertStore extends Monitored {

  /**
   * Adds an alert unless its id exists on its stream. Idempotent.
   *
   * @param alert the alert
   * @return whether this call added it
   */
  boolean add(Alert alert);

  /**
   * {@return the alerts of a stream, newest first, then by id in descending order}
   *
   * @param streamId the stream's id
   * @param page the page
   * @throws io.spillway.ports.InvalidCursorException if the cursor is malformed or belongs to
   *     another stream
   */
  Page<Alert> list(String streamId, PageRequest page);
}
