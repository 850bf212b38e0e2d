package io.spillway.adapters.inmemory;

import io.spillway.ports.SortableTime;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Half-open range of instants; null means unbounded.
 *
 * <p>The keys only narrow the search, to whole microseconds; {@link #holds} is exact.
 */
record TimeRange(@Nullable Instant from, @Nullable Instant to) {

  static final TimeRange EVER = new TimeRange(null, null);

  /** Limits of the years that sortable text supports. */
  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");
  private static final String AFTER_EVERY_ID = "~\uffff";

  boolean holds(Instant instant) {
    return (from == null || !instant.isBefore(from)) && (to == null || instant.isBefore(to));
  }

  /** Returns a lower bound of the sort keys in the range. */
  String lowestKey() {
    return SortableTime.text(from == null ? FIRST : clamp(from));
  }

  /** Returns an upper bound of the sort keys in the range. */
  String highestKey() {
    return SortableTime.text(to == null ? LAST : clamp(to)) + AFTER_EVERY_ID;
  }

  private static Instant clamp(Instant instant) {
    if (instant.isBefore(FIRST)) {
      return FIRST;
    }
    return instant.isAfter(LAST) ? LAST : instant;
  }
}
