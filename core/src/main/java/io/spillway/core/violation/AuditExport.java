package io.spillway.core.violation;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Versioned;
import io.spillway.ports.violation.AuditEntry;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationArchive;
import io.spillway.ports.violation.ViolationFilter;
import io.spillway.ports.violation.ViolationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Export of the audit trails of all violations in a time range.
 *
 * <p>Lists the violations that were withheld before the end of the range and have an entry after
 * its start, latest withheld first, with the entries of each within the range, oldest first. Trails
 * are append-only and the order is stable, so for a range in the past, following the cursors
 * returns each entry exactly once.
 */
public final class AuditExport {

  /** Most entries on a page; a single violation has at most 200. */
  public static final int MAX_STEPS = 1_000;

  private final ViolationArchive violations;

  /**
   * Creates the export of an archive.
   *
   * @param violations the archive of violations
   */
  public AuditExport(ViolationArchive violations) {
    this.violations = requireNonNull(violations, "violations");
  }

  /**
   * One audit entry.
   *
   * @param id the violation's id
   * @param number the number of the entry in its trail, from 1
   * @param step the entry
   */
  public record Line(ViolationId id, int number, AuditEntry step) {}

  /**
   * {@return the entries of a time range}
   *
   * @param from the start, inclusive; null for no limit
   * @param to the end, exclusive; null for no limit
   * @param page the part of the listing; its limit counts violations, and fewer are returned if
   *     they have many entries
   * @throws io.spillway.ports.InvalidCursorException for a malformed cursor, or one of another
   *     range
   * @throws io.spillway.ports.PortException if the store failed
   */
  public Page<Line> page(@Nullable Instant from, @Nullable Instant to, PageRequest page) {
    ViolationFilter filter = ViolationFilter.all().decidedFrom(from).withheldBefore(to);
    PageRequest request = page;
    while (true) {
      Page<Versioned<Violation>> found = violations.list(filter, request);
      List<Line> lines = lines(found.items(), from, to);
      if (lines.size() <= MAX_STEPS || request.limit() == PageRequest.MIN_LIMIT) {
        return new Page<>(lines, found.nextCursor());
      }
      request = new PageRequest(request.limit() / 2, page.cursor());
    }
  }

  private static List<Line> lines(
      List<Versioned<Violation>> found, @Nullable Instant from, @Nullable Instant to) {
    List<Line> lines = new ArrayList<>();
    for (Versioned<Violation> violation : found) {
      int number = 0;
      for (AuditEntry step : violation.value().audit()) {
        number++;
        if ((from == null || !step.at().isBefore(from)) && (to == null || step.at().isBefore(to))) {
          lines.add(new Line(violation.value().id(), number, step));
        }
      }
    }
    return lines;
  }
}
