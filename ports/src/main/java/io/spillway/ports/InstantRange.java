package io.spillway.ports;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Half-open range of time. Instants are rounded up to whole microseconds, the precision of stored
 * times.
 *
 * @param from the earliest instant, inclusive; null for no limit
 * @param to the latest instant, exclusive; null for no limit
 */
public record InstantRange(@Nullable Instant from, @Nullable Instant to) {

  /** The range without limits. */
  public static final InstantRange EVER = new InstantRange(null, null);

  public InstantRange {
    from = from == null ? null : SortableTime.storedCeiling(from);
    to = to == null ? null : SortableTime.storedCeiling(to);
  }

  /**
   * {@return whether an instant is in the range}
   *
   * @param instant the instant
   */
  public boolean contains(Instant instant) {
    return (from == null || !instant.isBefore(from)) && (to == null || instant.isBefore(to));
  }

  /**
   * {@return the text of a listing in this range, to which every adapter binds its cursors} Without
   * limits it is the listing itself.
   *
   * @param listing the listing's name
   */
  public String query(String listing) {
    return equals(EVER) ? listing : listing + " " + from + " " + to;
  }
}
