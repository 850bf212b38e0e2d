package io.spillway.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.core.event.ParkingRules;
import io.spillway.ports.Health;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.DeadLetterState;
import io.spillway.ports.event.Arrival;
import io.spillway.ports.event.ParkedEvent;
import io.spillway.ports.queue.Payload;
import io.spillway.testkit.Fixtures;
import io.spillway.wire.DeadLetterPayload;
import io.spillway.wire.ParkedEventPayload;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forged messages: queue messages written in Spillway's form by another sender. */
class ForgedMessagesTest {

  private static final Payload EVENT =
      Payload.of(
          "{\"type\":\"follow\",\"actor\":\"bob\",\"streamId\":\"main\",\"eventId\":\"e-1\"}");

  private final Service service = new Service(ParkingRules.waitingFor(Duration.ofHours(1)));

  private Payload parked(String queue, Instant insertedAt, int dequeueCount, Instant since) {
    Arrival arrival = Arrival.of(queue, "m-1", insertedAt, EVENT).withDequeueCount(dequeueCount);
    return ParkedEventPayload.write(new ParkedEvent(arrival, since));
  }

  private void deliver(Payload payload) {
    service.eventQueue.send(payload);
    service.deliverAll();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+1000000000-12-31T23:59:59.999999999Z",
        "9999-12-31T00:00:00Z",
        "1970-01-01T00:00:00Z"
      })
  void a_parked_event_of_an_impossible_time_is_a_dead_letter_and_the_engine_is_well(
      Instant insertedAt) {
    Payload forged = parked("stream-events", insertedAt, 1, service.clock.instant());

    deliver(forged);

    assertThat(service.letters())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.failure().code()).isEqualTo("event.invalid");
              assertThat(letter.failure().message()).contains("arrival.insertedAt must be");
              assertThat(letter.arrival().payload()).isEqualTo(forged);
              assertThat(letter.deadLetteredAt()).isEqualTo(service.clock.instant());
            });
    assertThat(service.get("/health").body().at("/ports/workflows/state").asText())
        .isNotEqualTo(Health.State.DOWN.name().toLowerCase(java.util.Locale.ROOT));
    assertThat(service.adapters.stores().stats().totals("main").followers()).isZero();
  }

  @Test
  void one_that_says_that_it_begins_to_wait_next_year_does_not_wait_for_ever() {
    Instant now = service.clock.instant();

    deliver(parked("stream-events", now, 1, now.plus(Duration.ofDays(365))));

    assertThat(service.eventQueue.approximateCount()).isZero();
    assertThat(service.letters())
        .singleElement()
        .satisfies(letter -> assertThat(letter.failure().message()).contains("since must be"));
  }

  @Test
  void one_of_another_queue_or_never_delivered_is_a_dead_letter() {
    Instant now = service.clock.instant();

    deliver(parked("dead-letters", now, 0, now));

    assertThat(service.letters())
        .singleElement()
        .satisfies(
            letter ->
                assertThat(letter.failure().message())
                    .contains("arrival.queue must be", "arrival.dequeueCount must be"));
  }

  @Test
  void a_poisoned_forged_event_is_dead_lettered_as_delivered() {
    service.deliverPoison(
        parked("stream-events", Instant.parse("9999-12-31T00:00:00Z"), 1, service.clock.instant()));
    service.deliverAll();

    assertThat(service.letters())
        .singleElement()
        .satisfies(letter -> assertThat(letter.failure().code()).isEqualTo("event.poison"));
  }

  @Test
  void one_of_ours_goes_on() {
    Instant now = service.clock.instant();

    deliver(parked("stream-events", now.minusSeconds(5), 1, now));

    assertThat(service.letters()).isEmpty();
    assertThat(service.adapters.stores().stats().totals("main").followers()).isEqualTo(1);
  }

  private void deliverLetter(DeadLetter letter) {
    service.deadLetterQueue.send(DeadLetterPayload.write(letter));
    service.deliverAll();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u00e9", " ", "a/b", "a?b", "a#b"})
  void a_letter_with_an_invalid_id_is_dead_lettered_as_a_malformed_payload(String eventId) {
    deliverLetter(Fixtures.deadLetter("main", eventId).build());

    assertThat(service.letters())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.failure().code()).isEqualTo("dead-letter.invalid");
              assertThat(letter.streamId()).isEqualTo(DeadLetter.UNKNOWN_STREAM);
            });
    assertThat(service.deadLetterQueue.approximateCount()).isZero();
  }

  @Test
  void a_generation_out_of_nowhere_opens_nothing() {
    deliverLetter(Fixtures.deadLetter("main", "e-1").build());
    var entry = service.adapters.stores().deadLetters().find("main~e-1").orElseThrow();
    service.deadLetters().discard("main~e-1", entry.version(), "no use", "ada");

    deliverLetter(Fixtures.deadLetter("main", "e-1").generation(7).build());
    deliverLetter(Fixtures.deadLetter("main", "e-1").generation(Integer.MAX_VALUE).build());

    assertThat(
            service.adapters.stores().deadLetters().find("main~e-1").orElseThrow().value().state())
        .isEqualTo(DeadLetterState.DISCARDED);
    assertThat(service.letters()).filteredOn(letter -> letter.streamId().equals("main")).hasSize(1);
  }
}
