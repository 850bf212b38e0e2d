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
 * The audit trail of all violations, by time.
 *
 * <p>It goes through the violations that were there before the end of the time asked for and took a
 * step after its beginning, latest withheld first, and shows the steps of each within that time,
 * oldest first. Since nothing is ever taken out of a trail and the order never changes, following
 * the cursors shows each step exactly once when the time asked for is over.
 */
public final class AuditExport {

  /** Most steps on a page, unless a single violation has as many: 200. */
  public static final int MAX_STEPS = 1_000;

  private final ViolationArchive violations;

  /**
   * An export of what is stored there.
   *
   * @param violations where violations are, with their trails
   */
  public AuditExport(ViolationArchive violations) {
    this.violations = requireNonNull(violations, "violations");
  }

  /**
   * One step.
   *
   * @param id whose
   * @param number which of its steps, from 1
   * @param step what was done, by whom and when
   */
  public record Line(ViolationId id, int number, AuditEntry step) {}

  /**
   * {@return the steps taken from one instant until just before another}
   *
   * @param from null for the beginning of all
   * @param to null for no end
   * @param page its limit counts violations; fewer are shown when they have many steps
   * @throws io.spillway.ports.InvalidCursorException for a cursor that is malformed or was handed
   *     out for another time
   * @throws io.spillway.ports.PortException when the store cannot be reached
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
