package io.spillway.core.deadletter;

import static io.spillway.core.deadletter.RedriveFixture.STREAM;

import io.spillway.adapters.inmemory.InMemoryWorkQueue;
import io.spillway.core.event.EventArrivals;
import io.spillway.core.event.EventIdentity;
import io.spillway.core.event.ParkingRules;
import io.spillway.core.event.StreamParking;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Versioned;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.LedgerEntry;
import io.spillway.ports.event.Arrival;
import io.spillway.ports.event.EventDraft;
import io.spillway.ports.event.EventField;
import io.spillway.ports.event.EventFields;
import io.spillway.ports.event.ParkedEvent;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.queue.Delivery;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.queue.QueueNames;
import io.spillway.ports.queue.WorkQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A stream with dead letters, and events behind them in a queue. A payload is the event's id, or a
 * hyphen, how much was given, and the stream, such as {@code e-1 500 main}.
 */
final class ParkedStream {

  static final Duration LEASE = Duration.ofSeconds(30);

  final RedriveFixture given = new RedriveFixture();
  final WorkQueue events =
      given.faults.wrap(
          WorkQueue.class, new InMemoryWorkQueue(QueueNames.STREAM_EVENTS, given.clock));
  private final Map<String, ParkedEvent> written = new HashMap<>();
  private final ParkingRules rules;
  private StreamParking parking;

  ParkedStream(ParkingRules rules) {
    this.rules = rules;
    parking = newParking();
  }

  private StreamParking newParking() {
    return new StreamParking(given.ledger, events, this::write, rules, given.clock);
  }

  private Payload write(ParkedEvent parked) {
    String text = asParked(parked.since(), parked.arrival().payload().text().orElse(""));
    written.put(text, parked);
    return Payload.of(text);
  }

  /** Payload that returns to the queue for an event that has waited since then. */
  static String asParked(Instant since, String payload) {
    return "parked " + since + " " + payload;
  }

  void restart() {
    given.restart();
    parking = newParking();
  }

  StreamParking parking() {
    return parking;
  }

  /** Delivers the visible messages. */
  void deliver() {
    EventArrivals arrivals =
        new EventArrivals(
            given.workflows,
            new RejectedArrivals(
                given.queue, new DeadLetter.Origin("test-host", "1.2.3"), given.clock),
            given.noted,
            parking,
            EventIdentity.UNCHECKED,
            null);
    for (Delivery delivery : events.receive(WorkQueue.MAX_BATCH, LEASE)) {
      ParkedEvent parked = written.get(delivery.payload().text().orElse(""));
      if (parked != null) {
        arrivals.receive(parked, draft(parked.arrival()));
      } else {
        Arrival arrival = arrival(delivery);
        arrivals.receive(arrival, draft(arrival));
      }
      events.delete(delivery);
    }
  }

  private static Arrival arrival(Delivery delivery) {
    return Arrival.of(
            QueueNames.STREAM_EVENTS,
            delivery.messageId(),
            delivery.insertedAt(),
            delivery.payload())
        .withDequeueCount(delivery.dequeueCount())
        .withContentType("text/plain");
  }

  private static EventDraft draft(Arrival arrival) {
    String[] parts = arrival.payload().text().orElse("").split(" ", -1);
    String id = parts[0].equals("-") ? null : parts[0];
    String amount = parts[1] + ".00";
    return new EventDraft(
        parts[2],
        id,
        "donation",
        "ada",
        null,
        EventFields.NONE.with(EventField.AMOUNT, amount).with(EventField.CURRENCY, "USD"));
  }

  void deliverAfter(Duration time) {
    given.clock.advance(time);
    deliver();
  }

  void send(String payload) {
    events.send(Payload.of(payload));
  }

  void discardAll() {
    for (LedgerEntry entry : given.entries()) {
      Versioned<LedgerEntry> found = given.ledger.find(entry.id()).orElseThrow();
      given.operations.discard(entry.id(), found.version(), "no use", "ada");
    }
  }

  long dollars() {
    return given.stats.totals(STREAM).donations().getOrDefault("USD", 0L) / 100;
  }

  List<StreamEvent> history() {
    return given.log.list(STREAM, PageRequest.first(10)).items();
  }

  long ledgerRequests() {
    return given.faults.calls().stream()
        .filter(call -> call.equals("DeadLetterLedger.list"))
        .count();
  }
}
