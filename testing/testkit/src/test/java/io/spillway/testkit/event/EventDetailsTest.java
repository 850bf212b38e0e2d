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
  void a_detail_is_made_again_of_the_fields_of_its_type() {
    EventDetails.ofEveryKind()
        .forEach(
            detail -> {
              assertThat(detail.fields().values()).containsOnlyKeys(detail.kind().fields());
              assertThat(detail.kind().detail(detail.fields())).isEqualTo(detail);
              assertThat(detail.given().isPresent()).isEqualTo(detail.kind().isSummed());
            });
  }
}
