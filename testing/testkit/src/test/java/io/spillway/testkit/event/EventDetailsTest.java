package io.spillway.testkit.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.ports.event.EventDetail;
import io.spillway.ports.event.EventType;
import org.junit.jupiter.api.Test;

class EventDetailsTest {

  @Test
  void every_type_has_a_sample() {
    assertThat(EventDetails.ofEveryKind().map(EventDetail::kind)).contains(EventType.values());
  }

  @Test
  void a_detail_is_restored_from_its_fields() {
    EventDetails.ofEveryKind()
        .forEach(
            detail -> {
              assertThat(detail.kind().fields()).containsAll(detail.values().given());
              assertThat(detail.kind().detail(detail.values())).isEqualTo(detail);
              assertThat(detail.given().isPresent())
                  .isEqualTo(detail.kind().tally() == EventType.Tally.MONEY_BY_CURRENCY);
            });
  }
}
