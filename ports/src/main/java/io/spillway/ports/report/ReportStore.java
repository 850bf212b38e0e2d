package io.spillway.ports.report;

import io.spillway.ports.Monitored;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.violation.ViolationId;
import java.util.List;
import java.util.Optional;

/**
 * Store of viewers' reports.
 *
 * <p>Each method is atomic, and writes are visible to readers as soon as they return. Thread-safe.
 * Each throws {@link io.spillway.ports.PortException} with {@code reports.unavailable} (TRANSIENT),
 * {@code reports.throttled} (THROTTLED), {@code reports.rejected} (PERMANENT: a configuration
 * error), or {@code reports.full} (THROTTLED) at an adapter's own limit. A write fails with {@code
 * reports.partition-full} (PERMANENT) while the stream's partition in the database is full. After a
 * TRANSIENT failure, a write may have been applied; a retry is safe.
 */
public interface ReportStore extends Monitored {

  /**
   * Adds a report unless its reporter has reported its message. Idempotent: of any number of calls
   * for one reporter and message, the first one wins and all return the stored report.
   *
   * @param report the report
   * @return the stored report
   */
  Report add(Report report);

  /**
   * {@return the report of a message by one reporter; empty if that reporter has not reported it}
   *
   * @param id the ids of the stream and the message
   * @param reporter the reporter's name, compared by {@link io.spillway.ports.AuthorNames#key}
   */
  Optional<Report> find(ViolationId id, String reporter);

  /**
   * Records that the message's case includes a report. Idempotent; does nothing if the report does
   * not exist.
   *
   * @param report the report
   */
  void markCounted(Report report);

  /**
   * {@return the reports that match a filter, newest first} Following the cursors returns each
   * report that matches throughout exactly once.
   *
   * @param filter the filter
   * @param page the page
   * @throws io.spillway.ports.InvalidCursorException if the cursor is malformed or belongs to
   *     another filter
   */
  Page<Report> list(ReportFilter filter, PageRequest page);

  /**
   * {@return reports that their message's case does not include, oldest first}
   *
   * @param limit the maximum number, 1 to {@value PageRequest#MAX_LIMIT}
   */
  List<Report> findUncounted(int limit);

  /**
   * Deletes a report permanently. Idempotent.
   *
   * @param report the report
   * @return whether it existed
   */
  boolean delete(Report report);
}
