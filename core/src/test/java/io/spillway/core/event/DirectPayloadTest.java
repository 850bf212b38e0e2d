package io.spillway.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.ports.event.Arrival;
import io.spillway.ports.event.EventDetail;
import io.spillway.ports.event.EventDraft;
import io.spillway.ports.event.EventType;
import io.spillway.ports.event.Money;
import io.spillway.ports.event.StreamEvent;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DirectPayloadTest {

  private static final List<EventDetail> DETAILS =
      List.of(
          new EventDetail.Follow(),
          new EventDetail.Subscription("gold & more", 3),
          new EventDetail.Donation(new Money(1_234, Currency.getInstance("EUR"))),
          new EventDetail.Donation(
              new Money(1, Currency.getInstance("JPY")), "für dich & alle = ❤ +%"),
          new EventDetail.Gift("1000", 5, true),
          new EventDetail.Cheer(100, false),
          new EventDetail.Reversal("https://a.example/?x=1&y=2", "a b/c", "refund"),
          new EventDetail.Raid(7),
          new EventDetail.Custom("x", Map.of()),
          new EventDetail.Custom(
              "hype.train", Map.of("fields.type", "a=b&c", "Top_fan", "Åsa 🎮\n+%", "none", "")));

  @Test
  void an_event_of_each_type_is_read_as_it_was_written() {
    assertThat(DETAILS.stream().map(EventDetail::kind)).contains(EventType.values());
    for (EventDetail detail : DETAILS) {
      StreamEvent event = EventFixture.event(detail);
      Arrival arrival = DirectPayload.arrival(event, EventFixture.NOON);
      EventDraft draft = DirectPayload.read(arrival, DirectPayload.NONE);
      assertThat(EventArrivals.event(arrival, draft)).isEqualTo(event);
    }
  }
}
