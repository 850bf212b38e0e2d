package io.spillway.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.ports.event.ParkedEvent;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.queue.Payload;
import io.spillway.testkit.Fixtures;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParkedEventPayloadTest {

  @Test
  void a_parked_event_comes_back_equal_byte_for_byte() {
    IntStream.range(0, 400)
        .mapToObj(seed -> new LetterSamples(seed).parkedEvent())
        .forEach(
            parked ->
                assertThat(ParkedEventPayload.read(ParkedEventPayload.write(parked)))
                    .contains(parked));
  }

  @Test
  void it_has_the_trace_of_the_arrival() {
    ParkedEvent parked =
        IntStream.range(0, 99)
            .mapToObj(seed -> new LetterSamples(seed).parkedEvent())
            .filter(sample -> sample.arrival().traceParent() != null)
            .findFirst()
            .orElseThrow();

    assertThat(EventPayload.traceParent(ParkedEventPayload.write(parked)))
        .isEqualTo(parked.arrival().traceParent());
  }

  @Test
  void an_event_that_contains_the_type_in_its_text_is_not_a_parked_event() {
    StreamEvent event = Fixtures.event("main", "e-1").build();
    StreamEvent talking =
        new StreamEvent(
            "main", "e-1", "io.spillway.parked-event", event.occurredAt(), event.detail());

    assertThat(ParkedEventPayload.read(EventPayload.write(event, null))).isEmpty();
    assertThat(ParkedEventPayload.read(EventPayload.write(talking, null))).isEmpty();
    assertThat(ParkedEventPayload.read(Payload.of(new byte[] {(byte) 0xff}))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"io.spillway.parked-event\"}",
        "{\"type\":\"io.spillway.parked-event\",\"data\":{\"arrival\":{}}}",
        "io.spillway.parked-event"
      })
  void a_damaged_parked_event_is_rejected(String text) {
    assertThatThrownBy(() -> ParkedEventPayload.read(Payload.of(text)))
        .isInstanceOf(UnreadablePayloadException.class);
  }
}
