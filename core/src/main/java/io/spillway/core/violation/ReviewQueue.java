package io.spillway.core.violation;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.AuthorNames;
import io.spillway.ports.PortException;
import io.spillway.ports.SortableTime;
import io.spillway.ports.Versioned;
import io.spillway.ports.moderation.Severity;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationArchive;
import io.spillway.ports.violation.ViolationFilter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
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
    List<Versioned<Violation>> found = new ArrayList<>();
    for (Severity severity : severities(filter)) {
      violations
          .get()
          .waiting(of(severity, filter), moderator, SortableTime.stored(now), OF_EACH_SEVERITY)
          .stream()
          .filter(violation -> violation.value().assignment().isOpenTo(moderator))
          .forEach(found::add);
    }
    Urgency urgency = new Urgency(now, countStrikes(found));
    found.sort(Comparator.comparing(Versioned::value, urgency.mostUrgentFirst()));
    List<Versioned<Violation>> ranked = found.subList(0, Math.min(MOST, found.size()));
    if (ranked.size() > 2) {
      Collections.rotate(ranked.subList(1, ranked.size()), seed.hashCode());
    }
    return ranked;
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

  private static ViolationFilter of(Severity severity, ViolationFilter filter) {
    return filter.withSeverity(severity);
  }
}
