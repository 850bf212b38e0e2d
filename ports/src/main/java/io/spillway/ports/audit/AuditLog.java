package io.spillway.ports.audit;

import io.spillway.ports.Monitored;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;

/**
 * Log of actions that are not steps of a review; those are in the violations.
 *
 * <p>Each method is atomic, and writes are visible to readers as soon as they return. Thread-safe.
 * Each throws {@link io.spillway.ports.PortException} with {@code audit.unavailable} (TRANSIENT),
 * {@code audit.throttled} (THROTTLED), {@code audit.rejected} (PERMANENT: a configuration error),
 * or {@code audit.full} (THROTTLED) at an adapter's own limit. After a TRANSIENT failure, a write
 * may have been applied; a retry is safe.
 */
public interface AuditLog extends Monitored {

  /**
   * Adds a record unless its id exists on its stream. Idempotent: of any number of calls with one
   * id, the first one wins and all return the stored record.
   *
   * @param entry the record
   * @return the stored record
   */
  AuditRecord add(AuditRecord entry);

  /**
   * {@return the records that match a filter, newest first, then by stream and id in descending
   * order} Following the cursors returns each record that matches throughout exactly once.
   *
   * @param filter the filter
   * @param page the page
   * @throws io.spillway.ports.InvalidCursorException if the cursor is malformed or belongs to
   *     another filter
   */
  Page<AuditRecord> list(AuditFilter filter, PageRequest page);

  /**
   * Replaces a record by {@link AuditRecord#anonymised} or {@link AuditRecord#withoutActor}. The
   * only change of a record. Idempotent; does nothing if the record does not exist.
   *
   * @param entry the anonymised record, with the same id, time and stream
   */
  void anonymise(AuditRecord entry);
}
