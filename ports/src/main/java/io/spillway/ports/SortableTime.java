package io.spillway.ports;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Formats instants as fixed-width text that sorts chronologically: UTC, in microseconds. */
public final class SortableTime {

  private static final int MAX_YEAR = 9_999;

  private SortableTime() {}

  /**
   * {@return the instant as text, such as {@code 2026-11-23T18:27:36.000000Z}}
   *
   * @param instant an instant in the years 0000 to 9999; truncated to microseconds
   */
  public static String text(Instant instant) {
    LocalDateTime time =
        LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), ZoneOffset.UTC);
    if (time.getYear() < 0 || time.getYear() > MAX_YEAR) {
      return DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .format(time);
    }
    // Runs several times per message; DateTimeFormatter takes ten times as long.
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

  /** Writes a number right-aligned, so that its last digit is at {@code end - 1}. */
  private static void write(char[] text, int end, int number) {
    int at = end;
    for (int left = number; left > 0; left /= 10) {
      text[--at] = (char) ('0' + left % 10);
    }
  }

  /**
   * {@return the instant at the precision of stored times: whole microseconds}
   *
   * @param instant an instant of any precision
   */
  public static Instant stored(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS);
  }

  /**
   * {@return an instant rounded up to whole microseconds} A stored time is at or after the instant
   * exactly when it is at or after the result.
   *
   * @param instant an instant of any precision
   */
  public static Instant storedCeiling(Instant instant) {
    Instant floor = stored(instant);
    boolean isWhole = floor.equals(instant) || floor.equals(stored(Instant.MAX));
    return isWhole ? floor : floor.plus(1, ChronoUnit.MICROS);
  }

  /**
   * {@return a unique key that sorts by time, then by id}
   *
   * @param instant an instant in the years 0000 to 9999
   * @param id the id that distinguishes items of the same instant
   */
  public static String key(Instant instant, String id) {
    return text(instant) + "~" + id;
  }
}
