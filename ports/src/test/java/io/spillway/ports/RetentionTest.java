package io.spillway.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.ports.event.StatsStore;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetentionTest {

  private static final Duration YEAR = Duration.ofDays(365);

  @Test
  void everything_is_kept_for_a_year_unless_told_otherwise() {
    assertThat(Retention.STANDARD).isEqualTo(new Retention(YEAR, YEAR, YEAR));
  }

  @Test
  void events_are_kept_for_as_long_as_one_may_be_redriven() {
    Duration least = StatsStore.MARKER_RETENTION;
    assertThat(new Retention(YEAR, YEAR, least).events()).isEqualTo(least);

    assertThatThrownBy(() -> new Retention(YEAR, YEAR, least.minusDays(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("events must be kept for 104 to 3650 whole days");
  }

  @Test
  void what_is_out_of_bounds_or_no_whole_day_is_refused_by_name() {
    assertThatThrownBy(() -> new Retention(Duration.ZERO, YEAR, YEAR))
        .hasMessageStartingWith("messages");
    assertThatThrownBy(() -> new Retention(YEAR, Duration.ofDays(3_651), YEAR))
        .hasMessageStartingWith("violations");
    assertThatThrownBy(() -> new Retention(YEAR.plusHours(1), YEAR, YEAR))
        .hasMessageStartingWith("messages");
  }
}
