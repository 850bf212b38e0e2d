package io.spillway.core.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.DelayedRetryPolicy;
import io.spillway.adapters.inmemory.InMemoryDeadLetterLedger;
import io.spillway.adapters.inmemory.InMemoryDeadLetterQueue;
import io.spillway.adapters.inmemory.InMemoryWorkQueue;
import io.spillway.core.InterleavedStore;
import io.spillway.ports.Failure;
import io.spillway.ports.PageRequest;
import io.spillway.ports.PortException;
import io.spillway.ports.Versioned;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.DeadLetterFilter;
import io.spillway.ports.deadletter.DeadLetterLedger;
import io.spillway.ports.deadletter.DeadLetterState;
import io.spillway.ports.deadletter.LedgerEntry;
import io.spillway.ports.event.Arrival;
import io.spillway.ports.event.EventIdentifiers;
import io.spillway.ports.queue.Delivery;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.telemetry.Telemetry;
import io.spillway.testkit.Faults;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLetterConsumerTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Payload LETTER_BYTES = Payload.of("the letter");
  private static final DeadLetter LETTER =
      new RejectedArrivals(
              new InMemoryDeadLetterQueue(),
              new DeadLetter.Origin("test-host", "1.2.3"),
              () -> NOON)
          .letter(
              Arrival.of("q", "m-1", NOON, Payload.of("{")),
              EventIdentifiers.NONE,
              Rejection.of(Failure.permanent("event.not-json", "not JSON")));

  private final SettableClock clock = new SettableClock(NOON);
  private final InMemoryWorkQueue queue = new InMemoryWorkQueue("dead-letters", clock);
  private final InMemoryDeadLetterLedger ledger = new InMemoryDeadLetterLedger();

  private static DeadLetterLedger failing(@Nullable Duration retryAfter) {
    Faults faults = new Faults();
    DeadLetterLedger ledger = faults.wrap(DeadLetterLedger.class, new InMemoryDeadLetterLedger());
    faults.outage(
        "DeadLetterLedger.add", Failure.throttled("dead-letters.throttled", "", retryAfter));
    return ledger;
  }

  private List<Delivery> visibleAfter(Duration time) {
    clock.advance(time);
    return queue.receive(1, Duration.ofMinutes(1));
  }

  @Test
  void repeated_deliveries_add_one_dead_letter() {
    DeadLetterConsumer consumer =
        new DeadLetterConsumer(ledger, queue, DelayedRetryPolicy.OFF, Telemetry.NONE);

    assertThat(consumer.enter(LETTER, LETTER_BYTES)).isTrue();
    assertThat(consumer.enter(LETTER, LETTER_BYTES)).isTrue();

    assertThat(ledger.list(DeadLetterFilter.all(), PageRequest.first(10)).items())
        .extracting(entry -> entry.value().letter())
        .containsExactly(LETTER);
    assertThat(queue.approximateCount()).isZero();
  }

  @Test
  void while_the_ledger_fails_a_dead_letter_returns_to_the_queue_byte_for_byte() {
    assertThat(
            new DeadLetterConsumer(failing(null), queue, DelayedRetryPolicy.OFF, Telemetry.NONE)
                .enter(LETTER, LETTER_BYTES))
        .isFalse();

    assertThat(visibleAfter(Duration.ofSeconds(29))).isEmpty();
    assertThat(visibleAfter(Duration.ofSeconds(1)))
        .extracting(Delivery::payload)
        .containsExactly(LETTER_BYTES);
  }

  @Test
  void a_ledger_that_asks_for_more_time_is_given_it() {
    new DeadLetterConsumer(
            failing(Duration.ofMinutes(2)), queue, DelayedRetryPolicy.OFF, Telemetry.NONE)
        .enter(LETTER, LETTER_BYTES);

    assertThat(visibleAfter(Duration.ofSeconds(119))).isEmpty();
    assertThat(visibleAfter(Duration.ofSeconds(1))).hasSize(1);
  }

  @Test
  void a_ledger_that_asks_for_too_much_time_is_given_a_quarter_of_an_hour() {
    new DeadLetterConsumer(
            failing(Duration.ofDays(30)), queue, DelayedRetryPolicy.OFF, Telemetry.NONE)
        .enter(LETTER, LETTER_BYTES);

    assertThat(visibleAfter(Duration.ofMinutes(15).minusSeconds(1))).isEmpty();
    assertThat(visibleAfter(Duration.ofSeconds(1))).hasSize(1);
  }

  @Test
  void a_ledger_that_asks_for_less_is_not_hurried() {
    new DeadLetterConsumer(
            failing(Duration.ofSeconds(1)), queue, DelayedRetryPolicy.OFF, Telemetry.NONE)
        .enter(LETTER, LETTER_BYTES);

    assertThat(visibleAfter(Duration.ofSeconds(29))).isEmpty();
  }

  @Test
  void a_letter_that_is_put_back_comes_again_a_quarter_of_an_hour_later() {
    new DeadLetterConsumer(ledger, queue, DelayedRetryPolicy.OFF, Telemetry.NONE)
        .putBack(LETTER_BYTES);

    assertThat(visibleAfter(Duration.ofMinutes(15).minusSeconds(1))).isEmpty();
    assertThat(visibleAfter(Duration.ofSeconds(1)))
        .extracting(Delivery::payload)
        .containsExactly(LETTER_BYTES);
  }

  @Test
  void a_failure_of_ledger_and_queue_is_thrown() {
    InMemoryWorkQueue full = new InMemoryWorkQueue("dead-letters", clock, 1);
    full.send(Payload.of("another"));

    assertThatThrownBy(
            () ->
                new DeadLetterConsumer(failing(null), full, DelayedRetryPolicy.OFF, Telemetry.NONE)
                    .enter(LETTER, LETTER_BYTES))
        .isInstanceOf(PortException.class);
  }

  @Test
  void a_contended_dead_letter_returns_to_the_queue() {
    ledger.add(redriving());
    DeadLetterLedger contended =
        InterleavedStore.before(
            DeadLetterLedger.class,
            ledger,
            "replace",
            () -> {
              Versioned<LedgerEntry> standing = ledger.find(LETTER.id()).orElseThrow();
              ledger.replace(standing.value(), standing.version());
            });

    assertThat(
            new DeadLetterConsumer(contended, queue, DelayedRetryPolicy.OFF, Telemetry.NONE)
                .enter(nextGeneration(), LETTER_BYTES))
        .isFalse();

    assertThat(visibleAfter(DeadLetterConsumer.RETURN_DELAY)).hasSize(1);
  }

  @Test
  void a_permanent_failure_of_the_ledger_is_retried_each_quarter_of_an_hour() {
    Faults faults = new Faults();
    DeadLetterLedger refusing = faults.wrap(DeadLetterLedger.class, ledger);
    faults.outage("DeadLetterLedger.add", Failure.permanent("dead-letters.rejected", ""));

    assertThat(
            new DeadLetterConsumer(refusing, queue, DelayedRetryPolicy.OFF, Telemetry.NONE)
                .enter(LETTER, LETTER_BYTES))
        .isFalse();

    assertThat(visibleAfter(Duration.ofMinutes(15).minusSeconds(1))).isEmpty();
    assertThat(visibleAfter(Duration.ofSeconds(1))).hasSize(1);
  }

  @Test
  void the_next_generation_of_a_letter_that_is_redriven_is_entered() {
    ledger.add(redriving());

    new DeadLetterConsumer(ledger, queue, DelayedRetryPolicy.OFF, Telemetry.NONE)
        .enter(generation(1), LETTER_BYTES);

    assertThat(standing().state()).isEqualTo(DeadLetterState.OPEN);
    assertThat(standing().letter().generation()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 7, Integer.MAX_VALUE})
  void a_generation_that_no_redrive_made_changes_nothing(int generation) {
    ledger.add(redriving());

    new DeadLetterConsumer(ledger, queue, DelayedRetryPolicy.OFF, Telemetry.NONE)
        .enter(generation(generation), LETTER_BYTES);

    assertThat(standing()).isEqualTo(redriving());
  }

  @Test
  void a_letter_that_was_discarded_is_not_opened_by_another_generation() {
    LedgerEntry discarded =
        DeadLetterTransitions.discard(
            DeadLetterTransitions.newEntry(LETTER, DelayedRetryPolicy.OFF),
            new Signature(NOON, "ada", "of no use", null));
    ledger.add(discarded);

    new DeadLetterConsumer(ledger, queue, DelayedRetryPolicy.OFF, Telemetry.NONE)
        .enter(generation(1), LETTER_BYTES);

    assertThat(standing()).isEqualTo(discarded);
  }

  private LedgerEntry standing() {
    return ledger.find(LETTER.id()).orElseThrow().value();
  }

  private static LedgerEntry redriving() {
    return DeadLetterTransitions.beginRedrive(
        DeadLetterTransitions.newEntry(LETTER, DelayedRetryPolicy.OFF),
        new Signature(NOON, "ada", "mended", "r-1"));
  }

  private static DeadLetter nextGeneration() {
    return generation(1);
  }

  private static DeadLetter generation(int generation) {
    return Fixtures.deadLetter(
            LETTER.streamId(), LETTER.id().substring(LETTER.streamId().length() + 1))
        .generation(generation)
        .build();
  }
}
