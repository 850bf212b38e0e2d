package io.spillway.functions.operations;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;

/**
 * Schedule of a maintenance part. Depends only on the minute in which a run begins, so that a
 * missed or duplicate run has no later effect.
 */
public enum Cadence {
  /** Every run. */
  EVERY_MINUTE {
    @Override
    public boolean isDue(Instant start) {
      return true;
    }
  },
  /** Runs in minutes divisible by five. */
  EVERY_FIVE_MINUTES {
    @Override
    public boolean isDue(Instant start) {
      return minute(start) % 5 == 0;
    }
  },
  /**
   * 03:20 UTC, and again at 03:30 and 03:40, because a run may be missed while another takes long.
   */
  NIGHTLY {
    @Override
    public boolean isDue(Instant start) {
      return start.atOffset(ZoneOffset.UTC).getHour() == 3
          && Set.of(20, 30, 40).contains(minute(start));
    }
  };

  /** Returns whether the part is due in a run that begins at this time. */
  public abstract boolean isDue(Instant start);

  private static int minute(Instant start) {
    return start.atOffset(ZoneOffset.UTC).getMinute();
  }
}
