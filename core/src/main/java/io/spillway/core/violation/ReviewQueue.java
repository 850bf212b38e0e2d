package io.spillway.core.violation;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.AuthorNames;
import io.spillway.ports.PortException;
import io.spillway.ports.SortableTime;
import io.spillway.ports.Versioned;
import io.spillway.ports.moderation.Severity;
import io.spillway.ports.violation.Assignment;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationArchive;
import io.spillway.ports.violation.ViolationFilter;
import io.spillway.ports.violation.ViolationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Finds the most urgent violations without reading the whole queue: compares the earliest due of
 * each severity.
 */
final class ReviewQueue {

  /** Number of violations of each severity that are compared. */
  static final int OF_EACH_SEVERITY = 8;

  /** Most candidates of a claim. */
  static final int MOST = 16;

  private final Supplier<ViolationArchive> violations;
  private final Strikes strikes;

  ReviewQueue(Supplier<ViolationArchive> violations, Strikes strikes) {
    this.violations = violations;
    this.strikes = requireNonNull(strikes, "strikes");
  }

  /**
   * Returns candidates in the order to try: the most urgent first, then others of similar urgency.
   *
   * @param seed the seed of the order after the first candidate; concurrent callers have different
   *     seeds, so that they do not compete for the second one again
   */
  List<Versioned<Violation>> rank(
      ViolationFilter filter, String moderator, Instant now, String seed) {
    List<Versioned<Violation>> found = list(filter, moderator, SortableTime.stored(now));
    Urgency urgency = new Urgency(now, countStrikes(found));
    found.sort(
        Comparator.comparing(
            Versioned::value,
            Comparator.comparing((Violation violation) -> !urgency.isOverdue(violation))
                .thenComparing(violation -> !isOf(violation, moderator))
                .thenComparing(urgency.mostUrgentFirst())));
    List<Versioned<Violation>> ranked = found.subList(0, Math.min(MOST, found.size()));
    if (ranked.size() > 2) {
      Collections.rotate(ranked.subList(1, ranked.size()), seed.hashCode());
    }
    return ranked;
  }

  /**
   * Lists the moderator's own cases and the earliest due of each severity. Those of others are
   * included only once they are overdue, or if the filter asks for them.
   */
  private List<Versioned<Violation>> list(ViolationFilter filter, String moderator, Instant now) {
    ViolationArchive archive = violations.get();
    Map<ViolationId, Versioned<Violation>> found = new LinkedHashMap<>();
    boolean asksForAssignee = filter.assignee() != null;
    if (!asksForAssignee) {
      put(found, archive.waiting(filter.assignedTo(moderator), moderator, now, OF_EACH_SEVERITY));
    }
    for (Severity severity : severities(filter)) {
      ViolationFilter wanted = filter.withSeverity(severity);
      put(
          found,
          asksForAssignee
              ? archive.waiting(wanted, moderator, now, OF_EACH_SEVERITY)
              : archive.claimable(wanted, moderator, now, OF_EACH_SEVERITY));
    }
    found.values().removeIf(violation -> !violation.value().assignment().isOpenTo(moderator));
    return new ArrayList<>(found.values());
  }

  private static void put(
      Map<ViolationId, Versioned<Violation>> found, List<Versioned<Violation>> more) {
    more.forEach(violation -> found.put(violation.value().id(), violation));
  }

  private static boolean isOf(Violation violation, String moderator) {
    Assignment assignment = violation.assignment();
    return assignment.assignee() != null && !assignment.isOfAnotherThan(moderator);
  }

  private static List<Severity> severities(ViolationFilter filter) {
    Severity wanted = filter.severity();
    return wanted == null ? List.of(Severity.values()) : List.of(wanted);
  }

  /**
   * Returns each author's strikes, counted once; none if the store failed, because a claim must not
   * fail for lack of strikes.
   */
  private Strikes countStrikes(List<Versioned<Violation>> found) {
    Map<String, Integer> counts = new HashMap<>();
    try {
      for (Versioned<Violation> violation : found) {
        counts.computeIfAbsent(author(violation.value()), author -> strikes.of(violation.value()));
      }
    } catch (PortException unknown) {
      return Strikes.NONE;
    }
    return violation -> counts.getOrDefault(author(violation), 0);
  }

  private static String author(Violation violation) {
    return violation.id().streamId() + "~" + AuthorNames.key(violation.author());
  }
}
