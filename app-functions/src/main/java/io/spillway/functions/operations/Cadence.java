package io.spillway.functions.operations;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;

/**
 * How often a part of maintenance is due, by the minute in which a run begins and nothing else: a
 * run that is missed or doubled leaves no trace.
 */
public enum Cadence {
  /** Each run. */
  EVERY_MINUTE {
    @Override
    public boolean isDue(Instant start) {
      return true;
    }
  },
  /** Runs in minutes that five divides. */
  EVERY_FIVE_MINUTES {
    @Override
    public boolean isDue(Instant start) {
      return minute(start) % 5 == 0;
    }
  },
  /** 03:20 UTC; and 03:30 and 03:40, since a run may be missed while another takes long. */
  NIGHTLY {
    @Override
    public boolean isDue(Instant start) {
      return start.atOffset(ZoneOffset.UTC).getHour() == 3
          && Set.of(20, 30, 40).contains(minute(start));
    }
  };

  /** True for a run that begins at this time. */
  public abstract boolean isDue(Instant start);

  private static int minute(Instant start) {
    return start.atOffset(ZoneOffset.UTC).getMinute();
  }
}
