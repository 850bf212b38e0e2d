package io.spillway.adapters.inmemory;

import io.spillway.ports.AuthorNames;
import io.spillway.ports.violation.Assignment;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationFilter;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Selects the violations that match a filter, using the shelf of its stream and state. */
final class FilteredViolations {

  private final ViolationFilter filter;
  private final TimeRange range;
  private final @Nullable String text;
  private final @Nullable String author;

  FilteredViolations(ViolationFilter filter) {
    this.filter = filter;
    range = new TimeRange(filter.from(), filter.to());
    text = filter.text() == null ? null : filter.text().toLowerCase(Locale.ROOT);
    author = filter.author() == null ? null : key(filter.author());
  }

  TimeRange range() {
    return range;
  }

  boolean holds(Violation violation) {
    return isNullOrEqual(filter.category(), violation.verdict().category())
        && isNullOrEqual(filter.severity(), violation.verdict().severity())
        && isByAuthor(violation)
        && isDue(violation)
        && isAssigned(violation.assignment())
        && range.holds(violation.heldAt())
        && (filter.steppedFrom() == null
            || !violation.lastStep().at().isBefore(filter.steppedFrom()))
        && (filter.steppedBefore() == null
            || violation.lastStep().at().isBefore(filter.steppedBefore()))
        && (filter.claimedAt() == null
            || violation.assignment().claimAt(filter.claimedAt()) != null)
        && isNullOrEqual(filter.bulkId(), violation.lastStep().bulkId())
        && (text == null || violation.text().toLowerCase(Locale.ROOT).contains(text));
  }

  private boolean isDue(Violation violation) {
    Instant due = filter.dueBefore();
    return (!filter.pending() || violation.state().waits())
        && (due == null
            || (violation.state().waits() && violation.assignment().dueAt().isBefore(due)));
  }

  private boolean isAssigned(Assignment assignment) {
    return filter.assignee() == null
        || (assignment.assignee() != null && !assignment.isOfAnotherThan(filter.assignee()));
  }

  private boolean isByAuthor(Violation violation) {
    return author == null || author.equals(key(violation.author()));
  }

  private String key(String name) {
    return filter.ignoresAuthorCase() ? AuthorNames.foldedKey(name) : AuthorNames.key(name);
  }

  static boolean isNullOrEqual(@Nullable Object wanted, @Nullable Object actual) {
    return wanted == null || wanted.equals(actual);
  }
}
