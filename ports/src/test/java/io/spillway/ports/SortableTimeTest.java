package io.spillway.ports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SortableTimeTest {

  private static final long FIRST = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
  private static final long LAST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:00:00Z, 1970-01-01T00:00:00.000000Z",
    "2026-11-23T18:27:36Z, 2026-11-23T18:27:36.000000Z",
    "2024-02-29T23:59:59.999999999Z, 2024-02-29T23:59:59.999999Z",
    "0000-01-01T00:00:00Z, 0000-01-01T00:00:00.000000Z",
    "0987-06-05T04:03:02.000001Z, 0987-06-05T04:03:02.000001Z",
    "9999-12-31T23:59:59.900000Z, 9999-12-31T23:59:59.900000Z",
  })
  void has_one_width_and_whole_microseconds(Instant instant, String text) {
    assertThat(SortableTime.text(instant)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "+10000-01-01T00:00:00Z, +10000-01-01T00:00:00.000000Z",
    "-0001-12-31T23:59:59Z, -0001-12-31T23:59:59.000000Z",
  })
  void a_year_of_more_than_four_digits_is_readable_but_does_not_sort(Instant instant, String text) {
    assertThat(SortableTime.text(instant)).isEqualTo(text);
    assertThat(Instant.parse(SortableTime.text(instant))).isEqualTo(instant);
  }

  @Test
  void the_text_equals_that_of_a_formatter() {
    DateTimeFormatter formatter =
        DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      Instant instant =
          Instant.ofEpochSecond(random.nextLong(FIRST, LAST + 1), random.nextInt(1_000_000_000));
      assertThat(SortableTime.text(instant)).isEqualTo(formatter.format(instant));
    }
  }

  @Test
  void a_filters_time_is_rounded_up_to_whole_microseconds() {
    Instant whole = Instant.parse("2026-11-23T18:27:36.000001Z");

    assertThat(SortableTime.storedCeiling(whole)).isEqualTo(whole);
    assertThat(SortableTime.storedCeiling(whole.minusNanos(1))).isEqualTo(whole);
    assertThat(SortableTime.storedCeiling(Instant.MAX)).isEqualTo(SortableTime.stored(Instant.MAX));
  }
}
