package io.spillway.core.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.spillway.ports.Health;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ParkingRulesTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration DAY = Duration.ofDays(1);

  @Test
  void an_event_waits_a_minute_to_a_day_behind_one_to_a_million_others() {
    assertThatCode(() -> new ParkingRules(MINUTE, 1)).doesNotThrowAnyException();
    assertThatCode(() -> new ParkingRules(DAY, 1_000_000)).doesNotThrowAnyException();
    assertThat(ParkingRules.waitingFor(MINUTE)).isEqualTo(new ParkingRules(MINUTE, 5_000));
  }

  @Test
  void values_out_of_range_are_refused_by_name() {
    assertRefused("longestWait", MINUTE.minusNanos(1), 1);
    assertRefused("longestWait", DAY.plusNanos(1), 1);
    assertRefused("mostQueued", MINUTE, 0);
    assertRefused("mostQueued", MINUTE, 1_000_001);
  }

  @Test
  void without_parking_every_event_is_processed() {
    assertThat(Parking.OFF.park(EventFixture.arrival(), null, "s1")).isFalse();
    assertThat(Parking.OFF.health()).isEqualTo(Health.up("off"));
  }

  private static void assertRefused(String field, Duration longestWait, long mostQueued) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ParkingRules(longestWait, mostQueued))
        .withMessageStartingWith(field);
  }
}
