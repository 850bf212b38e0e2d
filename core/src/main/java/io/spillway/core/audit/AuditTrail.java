package io.spillway.core.audit;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.Cursor;
import io.spillway.ports.InvalidCursorException;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Versioned;
import io.spillway.ports.audit.AuditFilter;
import io.spillway.ports.audit.AuditLog;
import io.spillway.ports.audit.AuditRecord;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationArchive;
import io.spillway.ports.violation.ViolationFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Export of the audit log and of the steps of all reviews.
 *
 * <p>Lists the records of the log first, newest first. Then lists the violations that were withheld
 * before the end of the range and have a step after its start, latest withheld first, with the
 * steps of each, oldest first. Trails are append-only and both orders are stable, so for a range in
 * the past, following the cursors returns each entry exactly once.
 */
public final class AuditTrail {

  /** Most lines on a page; a single violation has at most 200. */
  public static final int MAX_LINES = 1_000;

  private static final String IN_LOG = "log ";
  private static final String IN_VIOLATIONS = "violations ";

  private final AuditLog log;
  private final ViolationArchive violations;

  /**
   * Creates the trail of a pair of stores.
   *
   * @param log the audit log
   * @param violations the archive of violations
   */
  public AuditTrail(AuditLog log, ViolationArchive violations) {
    this.log = requireNonNull(log, "log");
    this.violations = requireNonNull(violations, "violations");
  }

  /**
   * {@return the matching lines} A page may be empty and have a cursor, if few entries match.
   *
   * @param query the selection
   * @param page the part of the export; its limit counts records and violations, and fewer are
   *     returned if they have many entries
   * @throws InvalidCursorException for a malformed cursor, or one of another query
   * @throws io.spillway.ports.PortException if a store failed
   */
  public Page<AuditLine> page(AuditQuery query, PageRequest page) {
    String name = "audit trail by " + query;
    String position = Cursor.lastKey(name, page.cursor());
    List<AuditLine> lines = new ArrayList<>();
    if (position == null || position.startsWith(IN_LOG)) {
      String next = addLogged(query, page.limit(), inner(position, IN_LOG), lines);
      if (next != null) {
        return new Page<>(lines, Cursor.after(name, IN_LOG + next));
      }
      if (lines.size() == page.limit()) {
        return new Page<>(lines, Cursor.after(name, IN_VIOLATIONS));
      }
      position = null;
    } else if (!position.startsWith(IN_VIOLATIONS)) {
      throw new InvalidCursorException("cursor is malformed");
    }
    int left = page.limit() - lines.size();
    Page<AuditLine> steps = steps(query, new PageRequest(left, inner(position, IN_VIOLATIONS)));
    lines.addAll(steps.items());
    String next = steps.nextCursor();
    return new Page<>(lines, next == null ? null : Cursor.after(name, IN_VIOLATIONS + next));
  }

  private static @Nullable String inner(@Nullable String position, String part) {
    return position == null || position.length() == part.length()
        ? null
        : position.substring(part.length());
  }

  /** Adds records of the log; returns the log's next cursor. */
  private @Nullable String addLogged(
      AuditQuery query, int limit, @Nullable String cursor, List<AuditLine> lines) {
    Optional<AuditFilter> filter = query.ofLog();
    if (filter.isEmpty()) {
      return null;
    }
    Page<AuditRecord> found = log.list(filter.get(), new PageRequest(limit, cursor));
    found.items().forEach(entry -> lines.add(new AuditLine.Logged(entry)));
    return found.nextCursor();
  }

  private Page<AuditLine> steps(AuditQuery query, PageRequest page) {
    Optional<ViolationFilter> filter = query.ofViolations();
    if (filter.isEmpty()) {
      return new Page<>(List.of(), null);
    }
    PageRequest request = page;
    while (true) {
      Page<Versioned<Violation>> found = violations.list(filter.get(), request);
      List<AuditLine> lines = steps(query, found.items());
      if (lines.size() <= MAX_LINES || request.limit() == PageRequest.MIN_LIMIT) {
        return new Page<>(lines, found.nextCursor());
      }
      request = new PageRequest(request.limit() / 2, page.cursor());
    }
  }

  private static List<AuditLine> steps(AuditQuery query, List<Versioned<Violation>> found) {
    List<AuditLine> lines = new ArrayList<>();
    for (Versioned<Violation> violation : found) {
      for (int number = 1; number <= violation.value().audit().size(); number++) {
        AuditLine.Step line = new AuditLine.Step(violation.value(), number);
        if (query.matches(line.entry())) {
          lines.add(line);
        }
      }
    }
    return lines;
  }
}
