package io.spillway.ports;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Instants as text of one width that sorts as the instants do: UTC, in microseconds. */
public final class SortableTime {

  private static final int MAX_YEAR = 9_999;

  private SortableTime() {}

  /**
   * {@return the instant as text, such as {@code 2026-11-23T18:27:36.000000Z}}
   *
   * @param instant in the years 0000 to 9999; what is finer than microseconds is cut off
   */
  public static String text(Instant instant) {
    LocalDateTime time =
        LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), ZoneOffset.UTC);
    if (time.getYear() < 0 || time.getYear() > MAX_YEAR) {
      return DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .format(time);
    }
    // Several of these are made for each message, and a formatter takes ten times as long.
    char[] text = "0000-00-00T00:00:00.000000Z".toCharArray();
    write(text, 4, time.getYear());
    write(text, 7, time.getMonthValue());
    write(text, 10, time.getDayOfMonth());
    write(text, 13, time.getHour());
    write(text, 16, time.getMinute());
    write(text, 19, time.getSecond());
    write(text, 26, time.getNano() / 1_000);
    return new String(text);
  }

  /** Writes a number so that its last digit stands before {@code end}. */
  private static void write(char[] text, int end, int number) {
    int at = end;
    for (int left = number; left > 0; left /= 10) {
      text[--at] = (char) ('0' + left % 10);
    }
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
   * {@return the first instant that can be stored at or after an instant} A stored time is at or
   * after an instant exactly when it is at or after this.
   *
   * @param instant in any precision
   */
  public static Instant storedCeiling(Instant instant) {
    Instant floor = stored(instant);
    boolean isWhole = floor.equals(instant) || floor.equals(stored(Instant.MAX));
    return isWhole ? floor : floor.plus(1, ChronoUnit.MICROS);
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
