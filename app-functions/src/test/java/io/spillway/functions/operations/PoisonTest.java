package io.spillway.functions.operations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.durabletask.DurableTaskClient;
import io.spillway.functions.Service;
import io.spillway.functions.Spillway;
import io.spillway.functions.access.Callers;
import io.spillway.functions.events.StreamEventFunctions;
import io.spillway.functions.orchestration.WorkflowEngine;
import io.spillway.functions.orchestration.WorkflowPlan;
import io.spillway.ports.Failure;
import io.spillway.ports.Health;
import io.spillway.ports.PortException;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.event.Workflows;
import io.spillway.ports.queue.Delivery;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.queue.WorkQueue;
import io.spillway.ports.telemetry.Telemetry;
import io.spillway.testkit.Fixtures;
import io.spillway.wire.DeadLetterPayload;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Poisoned messages: none may be lost. */
class PoisonTest {

  private static final Failure OUTAGE = Failure.transientFailure("dead-letters.unavailable", "");
  private static final Failure NO_QUEUE = Failure.transientFailure("queue.unavailable", "");
  private static final DeadLetter LETTER = Fixtures.deadLetter("main", "e-1").build();
  private static final Payload PAYLOAD = DeadLetterPayload.write(LETTER);

  private final Service service = new Service();

  private Delivery poisonLetter(Payload payload) {
    service.poisonDeadLetterQueue.send(payload);
    return Service.onlyDelivery(service.poisonDeadLetterQueue);
  }

  private void watch() {
    service.maintain("WatchPoisonQueues");
  }

  @Test
  void a_poisoned_letter_is_added_to_the_ledger() {
    service.deliverPoisonDeadLetter(poisonLetter(PAYLOAD));

    assertThat(service.letters()).containsExactly(LETTER);
    assertThat(service.deadLetterQueue.approximateCount()).isZero();
  }

  @Test
  void a_second_delivery_adds_no_letter() {
    Delivery delivery = poisonLetter(PAYLOAD);
    service.deliverPoisonDeadLetter(delivery);
    service.deliverPoisonDeadLetter(delivery);

    assertThat(service.letters()).containsExactly(LETTER);
  }

  @Test
  void while_the_ledger_is_out_it_goes_back_into_its_own_queue_with_a_delay() {
    service.faults.outage("DeadLetterLedger.add", OUTAGE);
    service.deliverPoisonDeadLetter(poisonLetter(PAYLOAD));
    service.faults.mend();
    assertThat(service.deadLetterQueue.receive(1, Duration.ofSeconds(1))).isEmpty();

    service.clock.advance(Duration.ofMinutes(1));
    service.deliverAll();

    assertThat(service.letters()).containsExactly(LETTER);
  }

  @Test
  void a_crash_between_requeueing_and_completing_adds_no_second_letter() {
    Delivery delivery = poisonLetter(PAYLOAD);
    service.faults.outage("DeadLetterLedger.add", OUTAGE);
    service.deliverPoisonDeadLetter(delivery);
    service.faults.mend();
    service.deliverPoisonDeadLetter(delivery);
    service.clock.advance(Duration.ofMinutes(1));
    service.deliverAll();

    assertThat(service.letters()).containsExactly(LETTER);
    assertThat(service.deadLetterQueue.approximateCount()).isZero();
  }

  @Test
  void while_neither_ledger_nor_queue_has_it_it_is_given_back_to_the_host() {
    Delivery delivery = poisonLetter(PAYLOAD);
    service.faults.outage("DeadLetterLedger.add", OUTAGE);
    service.deadLetterQueueFaults.outage("WorkQueue.send", NO_QUEUE);

    assertThatThrownBy(() -> service.deliverPoisonDeadLetter(delivery))
        .hasMessageContaining("queue.unavailable");
  }

  @Test
  void a_malformed_poisoned_payload_becomes_a_dead_letter() {
    service.deliverPoisonDeadLetter(poisonLetter(Payload.of("what is this")));
    service.deliverAll();

    assertThat(service.letters()).hasSize(1);
    assertThat(service.letters().get(0).arrival().queue()).isEqualTo("dead-letters-poison");
    assertThat(service.letters().get(0).failure().code()).isEqualTo("dead-letter.not-json");
  }

  @Test
  void a_letter_that_fails_by_a_bug_is_requeued_instead_of_expiring() {
    service.ledgerHasBug.set(true);
    service.deliverPoisonDeadLetter(poisonLetter(PAYLOAD));
    service.ledgerHasBug.set(false);

    service.clock.advance(Duration.ofMinutes(16));
    service.deliverAll();

    assertThat(service.letters()).containsExactly(LETTER);
  }

  @Test
  void the_watch_logs_each_poison_queue_that_is_not_empty_with_its_stable_code_name_and_count() {
    service.poisonEventQueue.send(Payload.of("no event"));
    service.poisonEventQueue.send(Payload.of("no event either"));
    service.poisonDeadLetterQueue.send(PAYLOAD);

    watch();

    // The template's log query alert filters by this text.
    assertThat(service.context.logged())
        .anySatisfy(
            line -> assertThat(line).contains("queue.poison-not-empty stream-events-poison 2"))
        .anySatisfy(
            line -> assertThat(line).contains("queue.poison-not-empty dead-letters-poison 1"));
    assertThat(service.context.logged().toString()).doesNotContain("no event");
  }

  @Test
  void the_watch_is_silent_while_they_are_empty() {
    watch();

    assertThat(service.context.logged()).isEmpty();
  }

  @Test
  void the_watch_files_messages_beyond_the_hosts_deliveries() {
    service.poisonEventQueue.send(
        Payload.of("{\"type\":\"follow\",\"user\":\"ada\",\"streamId\":\"main\"}"));
    service.poisonDeadLetterQueue.send(PAYLOAD);
    for (WorkQueue queue : List.of(service.poisonEventQueue, service.poisonDeadLetterQueue)) {
      for (int delivered = 0; delivered < 300; delivered++) {
        assertThat(queue.receive(1, Duration.ofSeconds(1))).hasSize(1);
        service.clock.advance(Duration.ofSeconds(1));
      }
    }

    watch();
    service.deliverAll();

    assertThat(service.letters())
        .extracting(letter -> letter.failure().code())
        .containsExactlyInAnyOrder("event.poison", LETTER.failure().code());
    assertThat(service.poisonEventQueue.approximateCount()).isZero();
    assertThat(service.poisonDeadLetterQueue.approximateCount()).isZero();
  }

  @Test
  void a_watch_that_dies_before_it_deletes_files_the_same_letter_again() {
    service.poisonEventQueue.send(Payload.of("no event"));
    service.faults.outage("WorkQueue.delete", NO_QUEUE);
    watch();
    service.faults.mend();
    service.clock.advance(Duration.ofMinutes(1));
    watch();
    service.deliverAll();

    assertThat(service.letters()).hasSize(1);
    assertThat(service.poisonEventQueue.approximateCount()).isZero();
  }

  @Test
  void a_poison_queue_that_cannot_be_read_keeps_the_watch_from_nothing_else() {
    service.poisonDeadLetterQueue.send(PAYLOAD);
    service.faults.failBefore("WorkQueue.approximateCount", NO_QUEUE);

    watch();

    assertThat(service.context.logged())
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("queue.poison-watch-failed stream-events-poison queue.unavailable"))
        .anySatisfy(
            line -> assertThat(line).contains("queue.poison-not-empty dead-letters-poison"));
    assertThat(service.letters()).containsExactly(LETTER);
  }

  @Test
  void a_fault_that_is_no_outage_buries_the_event_under_its_own_id_after_twenty_deliveries() {
    Spillway faulty =
        new Spillway(
            service.adapters, new FaultyEngine(null), Callers.local(), () -> Telemetry.NONE);
    for (int count = 1; count < StreamEventFunctions.MOST_FAULTS; count++) {
      int tried = count;
      assertThatThrownBy(() -> receive(faulty, tried)).isInstanceOf(IllegalStateException.class);
    }
    receive(faulty, StreamEventFunctions.MOST_FAULTS);
    service.deliverAll();

    assertThat(service.letters()).hasSize(1);
    assertThat(service.letters().get(0).failure().code()).isEqualTo("event.poison");
    assertThat(service.letters().get(0).arrival().messageId()).isEqualTo("m-7");
    assertThat(service.letters().get(0).streamId()).isEqualTo("main");
  }

  @Test
  void an_outage_buries_nothing_however_long_it_is() {
    Failure outage = Failure.transientFailure("workflows.unavailable", "");
    Spillway out =
        new Spillway(
            service.adapters, new FaultyEngine(outage), Callers.local(), () -> Telemetry.NONE);

    for (int count : List.of(1, StreamEventFunctions.MOST_FAULTS, 240)) {
      assertThatThrownBy(() -> receive(out, count)).hasMessageContaining("workflows.unavailable");
    }
    assertThat(service.deadLetterQueue.approximateCount()).isZero();
  }

  /** On one machine a start waits for the end, and a workflow that stopped would stop for hours. */
  @Test
  void a_workflow_that_stops_each_time_is_a_fault_and_no_outage() {
    Spillway stopping =
        new Spillway(
            service.adapters,
            new FaultyEngine(WorkflowEngine.stopped()),
            Callers.local(),
            () -> Telemetry.NONE);

    assertThatThrownBy(() -> receive(stopping, StreamEventFunctions.MOST_FAULTS - 1))
        .hasMessageContaining("workflow.stopped");
    receive(stopping, StreamEventFunctions.MOST_FAULTS);
    service.deliverAll();

    assertThat(service.letters()).hasSize(1);
  }

  private void receive(Spillway functions, long count) {
    functions
        .instance(StreamEventFunctions.class)
        .receive(
            "{\"type\":\"follow\",\"user\":\"ada\",\"streamId\":\"main\"}".getBytes(UTF_8),
            "m-7",
            count,
            service.clock.instant().toString(),
            service.durable.context(),
            service.context);
  }

  /** An engine with a bug, or in an outage. */
  private record FaultyEngine(@Nullable Failure outage) implements WorkflowEngine {
    @Override
    public Workflows workflows(WorkflowPlan plan, Supplier<DurableTaskClient> clients) {
      throw outage == null ? new IllegalStateException("a bug") : new PortException(outage);
    }

    @Override
    public Health health() {
      return Health.up("faulty");
    }
  }
}
