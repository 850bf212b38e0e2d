package io.spillway.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.ports.event.StatsStore;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetentionTest {

  private static final Duration YEAR = Duration.ofDays(365);

  @Test
  void the_standard_retention_is_one_year() {
    assertThat(Retention.STANDARD).isEqualTo(new Retention(YEAR, YEAR, YEAR));
  }

  @Test
  void events_are_kept_at_least_as_long_as_a_redrive_is_possible() {
    Duration least = StatsStore.MARKER_RETENTION;
    assertThat(new Retention(YEAR, YEAR, least).events()).isEqualTo(least);

    assertThatThrownBy(() -> new Retention(YEAR, YEAR, least.minusDays(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("events must be kept for 104 to 3650 whole days");
  }

  @Test
  void a_period_that_is_out_of_range_or_not_whole_days_is_rejected_by_name() {
    assertThatThrownBy(() -> new Retention(Duration.ZERO, YEAR, YEAR))
        .hasMessageStartingWith("messages");
    assertThatThrownBy(() -> new Retention(YEAR, Duration.ofDays(3_651), YEAR))
        .hasMessageStartingWith("violations");
    assertThatThrownBy(() -> new Retention(YEAR.plusHours(1), YEAR, YEAR))
        .hasMessageStartingWith("messages");
  }
}
