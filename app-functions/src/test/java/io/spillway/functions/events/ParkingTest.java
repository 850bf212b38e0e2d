package io.spillway.functions.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.DeadLetters;
import io.spillway.core.event.ParkingRules;
import io.spillway.functions.Service;
import io.spillway.ports.Failure;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Versioned;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.DeadLetterFilter;
import io.spillway.ports.deadletter.LedgerEntry;
import io.spillway.ports.queue.Delivery;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.telemetry.Outcome.Kind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Events parked behind a dead letter, through the functions. */
class ParkingTest {

  private static final Payload ODD =
      Payload.of("{\"user\":\"b\u00f6b\", \"type\":\"follow\" ," + "\"streamId\":\"main\"}");

  private final Service service = new Service(ParkingRules.waitingFor(Duration.ofHours(1)));

  private static void oneIsDead(Service service) {
    service.eventQueue.send(
        Payload.of("{\"type\":\"wedding\",\"user\":\"ada\",\"streamId\":\"main\",\"id\":\"e-1\"}"));
    service.deliverAll();
  }

  private Versioned<LedgerEntry> onlyLetter() {
    return service
        .adapters
        .stores()
        .deadLetters()
        .list(DeadLetterFilter.all(), PageRequest.first(10))
        .items()
        .get(0);
  }

  private void discard(Versioned<LedgerEntry> letter) {
    DeadLetters desk = service.deadLetters();
    desk.discard(letter.value().id(), letter.version(), "no use", "ada");
  }

  @Test
  void a_parked_event_continues_when_the_letter_is_discarded() {
    oneIsDead(service);
    service.eventQueue.send(ODD);
    service.deliverAll();
    assertThat(service.adapters.stores().stats().totals("main").followers()).isZero();
    assertThat(service.eventQueue.approximateCount()).isEqualTo(1);
    assertThat(service.get("/health").body().toString()).contains("blocked by a dead letter: 1");

    discard(onlyLetter());
    service.clock.advance(Duration.ofSeconds(15));
    service.deliverAll();

    assertThat(service.adapters.stores().stats().totals("main").followers()).isEqualTo(1);
    assertThat(service.eventQueue.approximateCount()).isZero();
    assertThat(service.telemetry.count(Kind.EVENT_PARKED)).isEqualTo(1);
  }

  @Test
  void the_letter_of_a_parked_event_has_the_received_bytes() {
    oneIsDead(service);
    service.eventQueue.send(ODD);
    Delivery first = Service.onlyDelivery(service.eventQueue);
    service.deliverEvent(first);
    service.eventQueue.delete(first);
    discard(onlyLetter());
    service.faults.outage("EventLog.append", Failure.permanent("events.rejected", "wrong key"));
    service.clock.advance(Duration.ofSeconds(15));
    service.deliverAll();

    DeadLetter letter = onlyLetter().value().letter();
    assertThat(letter.failure().code()).isEqualTo("events.rejected");
    assertThat(letter.eventId()).isEqualTo(first.messageId());
    assertThat(letter.arrival().payload()).isEqualTo(ODD);
    assertThat(letter.arrival().insertedAt()).isEqualTo(first.insertedAt());
  }

  @Test
  void a_poisoned_parked_event_is_dead_lettered_unchanged() {
    oneIsDead(service);
    service.eventQueue.send(ODD);
    service.deliverAll();
    service.clock.advance(Duration.ofSeconds(15));
    service.deliverPoison(Service.onlyDelivery(service.eventQueue).payload());
    service.deliverAll();

    assertThat(onlyLetter().value().letter().failure().code()).isEqualTo("event.poison");
    assertThat(onlyLetter().value().letter().streamId()).isEqualTo("main");
    assertThat(onlyLetter().value().letter().arrival().payload()).isEqualTo(ODD);
  }

  @Test
  void without_parking_no_event_waits_and_the_ledger_is_not_read() {
    Service plain = new Service();
    oneIsDead(plain);
    plain.eventQueue.send(ODD);
    plain.deliverAll();

    assertThat(plain.adapters.stores().stats().totals("main").followers()).isEqualTo(1);
    assertThat(plain.faults.calls())
        .doesNotContain("DeadLetterLedger.list", "WorkQueue.approximateCount");
    assertThat(plain.get("/health").body().toString()).doesNotContain("parking");
  }
}
