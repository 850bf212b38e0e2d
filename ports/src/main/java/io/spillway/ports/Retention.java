package io.spillway.ports;

import io.spillway.ports.event.StatsStore;
import java.time.Duration;

/**
 * Retention periods, counted from an item's last write; expired items are deleted permanently. Each
 * period is a number of whole days; a period out of range is rejected with an {@link
 * IllegalArgumentException} that names it.
 *
 * @param messages the period of published messages, 1 to {@value #MAX_DAYS} days
 * @param violations the period of violations, 1 to {@value #MAX_DAYS} days; strikes against authors
 *     expire with them
 * @param events the period of events and alerts; at least {@link StatsStore#MARKER_RETENTION},
 *     because a late redrive would otherwise log an event twice, and at most {@value #MAX_DAYS}
 *     days
 */
public record Retention(Duration messages, Duration violations, Duration events) {

  /** Maximum retention, in days. */
  public static final int MAX_DAYS = 3_650;

  /** Retention of one year for everything. */
  public static final Retention STANDARD =
      new Retention(Duration.ofDays(365), Duration.ofDays(365), Duration.ofDays(365));

  public Retention {
    require("messages", messages, 1);
    require("violations", violations, 1);
    require("events", events, StatsStore.MARKER_RETENTION.toDays());
  }

  /** {@return the period of streams in the directory: the longer one of messages and events} */
  public Duration streams() {
    return messages.compareTo(events) < 0 ? events : messages;
  }

  private static void require(String what, Duration kept, long least) {
    boolean isWhole = kept.equals(Duration.ofDays(kept.toDays()));
    if (!isWhole || kept.toDays() < least || kept.toDays() > MAX_DAYS) {
      throw new IllegalArgumentException(
          what + " must be kept for " + least + " to " + MAX_DAYS + " whole days");
    }
  }
}
