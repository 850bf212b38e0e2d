package io.spillway.ports;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Instants as text of one width that sorts as the instants do: UTC, in microseconds. */
public final class SortableTime {

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private SortableTime() {}

  /** Such as {@code 2026-11-23T18:27:36.000000Z}. Years 0000 to 9999. */
  public static String text(Instant instant) {
    return FORMAT.format(instant);
  }

  /** The instant as it is stored: in whole microseconds. */
  public static Instant stored(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS);
  }

  /** A key that sorts by time and then by id, each different from all others. */
  public static String key(Instant instant, String id) {
    return text(instant) + "~" + id;
  }
}
