package io.spillway.ports;

import io.spillway.ports.event.StatsStore;
import java.time.Duration;

/**
 * How long things are kept after they were last written; then they are gone for good. Whole days;
 * what is out of bounds is refused with an {@link IllegalArgumentException} that names it.
 *
 * @param messages what viewers wrote and may be read, 1 to {@value #MAX_DAYS} days
 * @param violations what was withheld, with its review, 1 to {@value #MAX_DAYS} days; an author's
 *     strikes go with it
 * @param events what happened on streams, and alerts; at least {@link StatsStore#MARKER_RETENTION},
 *     since an event that is redriven late would be logged twice otherwise, and at most {@value
 *     #MAX_DAYS} days
 */
public record Retention(Duration messages, Duration violations, Duration events) {

  /** Longest that anything is kept. */
  public static final int MAX_DAYS = 3_650;

  /** A year for everything. */
  public static final Retention STANDARD =
      new Retention(Duration.ofDays(365), Duration.ofDays(365), Duration.ofDays(365));

  public Retention {
    require("messages", messages, 1);
    require("violations", violations, 1);
    require("events", events, StatsStore.MARKER_RETENTION.toDays());
  }

  private static void require(String what, Duration kept, long least) {
    boolean isWhole = kept.equals(Duration.ofDays(kept.toDays()));
    if (!isWhole || kept.toDays() < least || kept.toDays() > MAX_DAYS) {
      throw new IllegalArgumentException(
          what + " must be kept for " + least + " to " + MAX_DAYS + " whole days");
    }
  }
}
