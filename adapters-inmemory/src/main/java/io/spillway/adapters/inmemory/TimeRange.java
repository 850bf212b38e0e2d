package io.spillway.adapters.inmemory;

import io.spillway.ports.SortableTime;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * From one instant until just before another; null leaves that end open.
 *
 * <p>Its keys only narrow down where to look, to whole microseconds; {@link #holds} is exact.
 */
record TimeRange(@Nullable Instant from, @Nullable Instant to) {

  static final TimeRange EVER = new TimeRange(null, null);

  /** Sortable text knows these years only. */
  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");
  private static final String AFTER_EVERY_ID = "~\uffff";

  boolean holds(Instant instant) {
    return (from == null || !instant.isBefore(from)) && (to == null || instant.isBefore(to));
  }

  /** No sort key within the range is lower. */
  String lowestKey() {
    return SortableTime.text(from == null || from.isBefore(FIRST) ? FIRST : from);
  }

  /** No sort key within the range is higher. */
  String highestKey() {
    return SortableTime.text(to == null || to.isAfter(LAST) ? LAST : to) + AFTER_EVERY_ID;
  }
}
