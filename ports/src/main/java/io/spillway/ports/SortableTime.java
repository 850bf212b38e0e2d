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

  /**
   * {@return the instant as text, such as {@code 2026-11-23T18:27:36.000000Z}}
   *
   * @param instant in the years 0000 to 9999; what is finer than microseconds is cut off
   */
  public static String text(Instant instant) {
    return FORMAT.format(instant);
  }

  /**
   * {@return the instant as it is stored: in whole microseconds}
   *
   * @param instant in any precision
   */
  public static Instant stored(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS);
  }

  /**
   * {@return a key that sorts by time and then by id, each different from all others}
   *
   * @param instant in the years 0000 to 9999
   * @param id what tells things of one instant apart
   */
  public static String key(Instant instant, String id) {
    return text(instant) + "~" + id;
  }
}
