package io.spillway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SettableClockTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private final SettableClock clock = new SettableClock(START);

  @Test
  void the_clock_does_not_advance_by_itself() {
    assertThat(clock.instant()).isEqualTo(START).isEqualTo(clock.instant());
    assertThat(new SettableClock().instant()).isEqualTo(Fixtures.NOW);
  }

  @Test
  void the_clock_advances_by_the_given_duration() {
    assertThat(clock.advance(Duration.ofMillis(1_500))).isEqualTo(START.plusMillis(1_500));
    assertThat(clock.instant()).isEqualTo(START.plusMillis(1_500));
  }

  @Test
  void the_clock_goes_back_only_when_set() {
    assertThatThrownBy(() -> clock.advance(Duration.ofNanos(-1)))
        .isInstanceOf(IllegalArgumentException.class);

    clock.set(START.minusSeconds(1));

    assertThat(clock.instant()).isEqualTo(START.minusSeconds(1));
  }

  @Test
  void concurrent_advances_all_apply() {
    Concurrently.call(
        i -> {
          for (int n = 0; n < 1_000; n++) {
            clock.advance(Duration.ofNanos(1));
          }
          return i;
        });

    assertThat(clock.instant()).isEqualTo(START.plusNanos(16_000));
  }
}
