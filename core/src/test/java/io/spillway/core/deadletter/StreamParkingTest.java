package io.spillway.core.deadletter;

import static io.spillway.core.deadletter.RedriveFixture.STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.core.event.ParkingRules;
import io.spillway.ports.Failure;
import io.spillway.ports.Versioned;
import io.spillway.ports.deadletter.LedgerEntry;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.queue.WorkQueue;
import io.spillway.ports.telemetry.Outcome.Kind;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A stream with one dead event of a dollar, and later events. */
class StreamParkingTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration PAUSE = Duration.ofSeconds(15);

  private final ParkedStream parked = new ParkedStream(new ParkingRules(MINUTE, 100));

  private void oneIsDead() {
    parked.given.receiveDead(1);
  }

  @Test
  void an_event_waits_behind_the_dead_one_of_its_stream() {
    oneIsDead();
    parked.send("e-9 5 main");
    parked.deliver();

    assertThat(parked.dollars()).isEqualTo(1);
    assertThat(parked.events.approximateCount()).isEqualTo(1);
    assertThat(parked.given.noted.kinds()).containsExactly(Kind.EVENT_PARKED);
    assertThat(parked.parking().health().detail()).endsWith(": 1");
  }

  @Test
  void an_event_of_another_stream_does_not_wait() {
    oneIsDead();
    parked.send("e-9 5 another");
    parked.deliver();

    assertThat(parked.given.stats.totals("another").donations()).containsEntry("USD", 500L);
    assertThat(parked.events.approximateCount()).isZero();
    assertThat(parked.parking().health().detail()).isEmpty();
  }

  @Test
  void it_goes_on_when_the_letter_was_redriven() {
    oneIsDead();
    parked.send("e-9 5 main");
    parked.deliver();
    parked.given.redrives.order("r-1", parked.given.everything(false));
    parked.given.finish();
    parked.deliverAfter(PAUSE);

    assertThat(parked.dollars()).isEqualTo(6);
    assertThat(parked.history()).hasSize(2);
    assertThat(parked.events.approximateCount()).isZero();
  }

  @Test
  void it_goes_on_when_the_letter_was_discarded() {
    oneIsDead();
    parked.send("e-9 5 main");
    parked.deliver();
    parked.discardAll();
    parked.deliverAfter(PAUSE);

    assertThat(parked.dollars()).isEqualTo(6);
    assertThat(parked.events.approximateCount()).isZero();
  }

  @Test
  void it_waits_while_the_letter_is_being_redriven() {
    oneIsDead();
    LedgerEntry open = parked.given.entry("e-0");
    Versioned<LedgerEntry> found = parked.given.ledger.find(open.id()).orElseThrow();
    Instant now = parked.given.clock.instant();
    parked.given.ledger.replace(
        DeadLetterTransitions.beginRedrive(open, new Signature(now, "ada", "fixed", "r-1")),
        found.version());
    parked.send("e-9 5 main");
    parked.deliver();

    assertThat(parked.dollars()).isEqualTo(1);
  }

  @Test
  void an_event_without_id_and_time_keeps_those_it_had_at_first() {
    oneIsDead();
    Instant sent = parked.given.clock.instant();
    parked.send("- 5 main");
    String messageId = parked.events.receive(1, Duration.ofSeconds(1)).get(0).messageId();
    parked.deliverAfter(Duration.ofSeconds(1));
    parked.deliverAfter(PAUSE);
    parked.discardAll();
    parked.deliverAfter(PAUSE);

    StreamEvent latest = parked.history().get(0);
    assertThat(latest.eventId()).isEqualTo(messageId);
    assertThat(latest.occurredAt()).isEqualTo(sent);
  }

  @Test
  void after_the_longest_wait_it_goes_on_behind_a_letter_that_is_still_open() {
    oneIsDead();
    parked.send("e-9 5 main");
    parked.deliver();
    for (int i = 0; i < 59; i++) {
      parked.deliverAfter(Duration.ofSeconds(1));
    }
    assertThat(parked.dollars()).isEqualTo(1);

    parked.deliverAfter(Duration.ofSeconds(1));
    assertThat(parked.dollars()).isEqualTo(6);
  }

  @Test
  void with_as_many_in_the_queue_as_may_be_no_more_wait() {
    ParkedStream full = new ParkedStream(new ParkingRules(MINUTE, 2));
    full.given.receiveDead(1);
    full.send("e-8 2 main");
    full.deliver();
    full.given.clock.advance(Duration.ofSeconds(5));
    full.send("e-9 5 main");
    full.deliver();

    assertThat(full.dollars()).isEqualTo(6);
    assertThat(full.events.approximateCount()).isEqualTo(1);
  }

  @Test
  void the_ledger_is_asked_about_a_stream_once_in_five_seconds() {
    oneIsDead();
    for (int i = 1; i < 20; i++) {
      parked.send("e-" + i + " 5 main");
    }
    parked.deliver();
    assertThat(parked.ledgerRequests()).isEqualTo(1);

    parked.send("e-99 5 main");
    parked.deliverAfter(Duration.ofSeconds(5));
    assertThat(parked.ledgerRequests()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"DeadLetterLedger.list", "WorkQueue.approximateCount", "WorkQueue.send"})
  void parking_fails_open(String call) {
    oneIsDead();
    parked.send("e-9 5 main");
    parked.given.faults.outage(call, Failure.transientFailure("test.unavailable", "out"));
    parked.deliver();

    assertThat(parked.dollars()).isEqualTo(6);
  }

  @Test
  void a_failing_ledger_is_not_called_for_each_event() {
    parked.given.faults.outage(
        "DeadLetterLedger.list", Failure.transientFailure("test.unavailable", "out"));
    for (int i = 0; i < 20; i++) {
      parked.send("e-" + i + " 1 main");
    }
    parked.deliver();

    assertThat(parked.dollars()).isEqualTo(20);
    assertThat(parked.ledgerRequests()).isEqualTo(1);
  }

  @Test
  void a_send_that_went_well_and_looked_as_if_it_had_not_counts_the_event_once() {
    oneIsDead();
    parked.send("e-9 5 main");
    parked.given.faults.failAfter(
        "WorkQueue.send", Failure.transientFailure("queue.unavailable", "no answer"));
    parked.deliver();
    parked.discardAll();
    parked.deliverAfter(PAUSE);

    assertThat(parked.dollars()).isEqualTo(6);
    assertThat(parked.events.approximateCount()).isZero();
  }

  @Test
  void an_event_that_just_fits_back_into_the_queue_waits() {
    oneIsDead();
    sendToBeParkedAs(WorkQueue.MAX_PAYLOAD_BYTES);
    parked.deliver();

    assertThat(parked.dollars()).isEqualTo(1);
    assertThat(parked.events.approximateCount()).isEqualTo(1);
  }

  @Test
  void an_event_that_would_not_fit_back_into_the_queue_goes_on() {
    oneIsDead();
    sendToBeParkedAs(WorkQueue.MAX_PAYLOAD_BYTES + 1);
    parked.deliver();

    assertThat(parked.dollars()).isEqualTo(6);
    assertThat(parked.given.enqueued).isEmpty();
  }

  private void sendToBeParkedAs(int bytes) {
    String start = "e-9 5 main ";
    String written = ParkedStream.asParked(parked.given.clock.instant(), start);
    parked.send(start + "x".repeat(bytes - written.length()));
  }

  @Test
  void an_invalid_event_is_dead_lettered_and_not_parked() {
    oneIsDead();
    parked.send("e-9 none main");
    parked.deliver();

    assertThat(parked.given.enqueued).hasSize(1);
    assertThat(parked.given.stats.totals(STREAM).donations()).containsEntry("USD", 100L);
  }
}
