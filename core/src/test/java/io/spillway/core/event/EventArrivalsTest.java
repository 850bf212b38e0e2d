package io.spillway.core.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.DelayedRetryPolicy;
import io.spillway.adapters.inmemory.InMemoryDeadLetterQueue;
import io.spillway.adapters.inmemory.InMemoryEventRegistry;
import io.spillway.adapters.inmemory.InMemoryWorkQueue;
import io.spillway.core.deadletter.RejectedArrivals;
import io.spillway.core.deadletter.Rejection;
import io.spillway.ports.Failure;
import io.spillway.ports.Health;
import io.spillway.ports.PortException;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.event.Arrival;
import io.spillway.ports.event.EventDraft;
import io.spillway.ports.event.EventFields;
import io.spillway.ports.event.EventIdentifiers;
import io.spillway.ports.event.EventRegistry;
import io.spillway.ports.event.ParkedEvent;
import io.spillway.ports.event.WorkflowRequest;
import io.spillway.ports.event.WorkflowStatus;
import io.spillway.ports.event.Workflows;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.queue.QueueNames;
import io.spillway.ports.queue.WorkQueue;
import io.spillway.ports.telemetry.Telemetry;
import io.spillway.testkit.Faults;
import io.spillway.testkit.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventArrivalsTest {

  private static final Arrival ARRIVAL = EventFixture.arrival();

  private final List<WorkflowRequest> started = new ArrayList<>();
  private final InMemoryDeadLetterQueue enqueued = new InMemoryDeadLetterQueue();
  private final SettableClock clock = new SettableClock(EventFixture.NOON);
  private final Faults faults = new Faults();
  private final WorkQueue queue =
      faults.wrap(WorkQueue.class, new InMemoryWorkQueue(QueueNames.STREAM_EVENTS, clock));
  private final EventRegistry registry =
      faults.wrap(EventRegistry.class, new InMemoryEventRegistry(clock));
  private final EventArrivals arrivals =
      new EventArrivals(
          new Workflows() {
            @Override
            public void start(WorkflowRequest request) {
              if (request.event().actor().equals("outage")) {
                throw new PortException(EventFixture.OUTAGE);
              }
              started.add(request);
            }

            @Override
            public Optional<WorkflowStatus> status(String workflowId) {
              return Optional.empty();
            }

            @Override
            public PurgeResult purge(String workflowId) {
              return PurgeResult.UNKNOWN;
            }

            @Override
            public Health health() {
              return Health.up("list");
            }
          },
          new RejectedArrivals(enqueued, EventFixture.ORIGIN, () -> EventFixture.NOON),
          Telemetry.NONE,
          Parking.OFF,
          EventIdentity.of(registry, clock),
          new EventRequeueing(queue, EventArrivalsTest::write, DelayedRetryPolicy.STANDARD, clock));

  private static Payload write(ParkedEvent parked) {
    return Payload.of("waits: " + parked.arrival().messageId());
  }

  private static EventDraft draft(
      @Nullable String streamId, @Nullable String eventId, String actor) {
    return new EventDraft(streamId, "api", eventId, "follow", actor, null, EventFields.NONE);
  }

  private DeadLetter theLetter() {
    assertThat(enqueued.letters()).hasSize(1);
    return enqueued.letters().get(0);
  }

  @Test
  void an_event_starts_its_workflow() {
    arrivals.receive(ARRIVAL, draft("s1", "e1", "ann"));

    assertThat(started).hasSize(1);
    assertThat(started.get(0).workflowId()).isEqualTo("s1~e1");
    assertThat(started.get(0).arrival()).isEqualTo(ARRIVAL);
    assertThat(enqueued.letters()).isEmpty();
  }

  @Test
  void an_event_that_does_not_say_when_happened_when_it_was_queued() {
    arrivals.receive(ARRIVAL, draft("s1", "e1", "ann"));

    assertThat(started.get(0).event().occurredAt()).isEqualTo(ARRIVAL.insertedAt());
  }

  @Test
  void an_event_without_an_id_is_enqueued_with_its_first_delivery_before_anything_else() {
    arrivals.receive(ARRIVAL, draft("s1", null, "ann"));

    assertThat(started).isEmpty();
    assertThat(queue.receive(9, Duration.ofSeconds(1)))
        .extracting(delivery -> delivery.payload().text().orElseThrow())
        .containsExactly("waits: q-1");
  }

  @Test
  void a_named_event_has_the_same_name_on_each_delivery() {
    ParkedEvent named = new ParkedEvent(ARRIVAL, EventFixture.NOON);
    arrivals.receive(named, draft("s1", null, "ann"));
    arrivals.receive(named, draft("s1", null, "ann"));

    assertThat(started).extracting(WorkflowRequest::workflowId).containsExactly("s1~q-1", "s1~q-1");
  }

  @Test
  void an_event_without_an_id_from_a_queue_with_other_ids_is_named_by_its_content() {
    Arrival odd = Arrival.of("q", "no/id at all", EventFixture.NOON, Payload.of("{}"));

    arrivals.receive(new ParkedEvent(odd, EventFixture.NOON), draft("s1", null, "ann"));

    assertThat(started.get(0).event().eventId()).isEqualTo(odd.payload().sha256().substring(0, 48));
  }

  @Test
  void an_identity_that_is_used_again_for_another_content_is_dead_lettered_without_a_workflow() {
    arrivals.receive(ARRIVAL, draft("s1", "e1", "ann"));
    arrivals.receive(ARRIVAL, draft("s1", "e1", "bob"));

    assertThat(started).extracting(request -> request.event().actor()).containsExactly("ann");
    assertThat(theLetter().failure()).isEqualTo(EventIdentity.failure());
    assertThat(theLetter().failure().code()).isEqualTo("event.id-reused");
    assertThat(theLetter().streamId()).isEqualTo("s1");
    assertThat(theLetter().source()).isEqualTo("api");
    assertThat(theLetter().eventId()).isEqualTo("e1");
    assertThat(theLetter().eventType()).isEqualTo("follow");
    assertThat(theLetter().workflowId()).isNull();
  }

  @Test
  void the_same_event_passes_again_also_with_another_time() {
    arrivals.receive(ARRIVAL, draft("s1", "e1", "ann"));
    arrivals.receive(
        ARRIVAL,
        new EventDraft(
            "s1", "api", "e1", "follow", "ann", "2026-11-01T00:00:00Z", EventFields.NONE));

    assertThat(started).hasSize(2);
    assertThat(enqueued.letters()).isEmpty();
  }

  @Test
  void two_sources_and_two_streams_may_use_one_id() {
    arrivals.receive(ARRIVAL, draft("s1", "e1", "ann"));
    arrivals.receive(ARRIVAL, draft("s2", "e1", "bob"));
    arrivals.receive(
        ARRIVAL, new EventDraft("s1", "twitch", "e1", "follow", "cid", null, EventFields.NONE));

    assertThat(started)
        .extracting(request -> request.event().actor())
        .containsExactly("ann", "bob", "cid");
  }

  @Test
  void an_event_waits_in_its_queue_while_the_registry_is_away() {
    faults.outage("EventRegistry.register", EventFixture.OUTAGE);

    arrivals.receive(ARRIVAL, draft("s1", "e1", "ann"));

    assertThat(started).isEmpty();
    assertThat(enqueued.letters()).isEmpty();
    assertThat(queue.receive(9, Duration.ofSeconds(1))).isEmpty();
    clock.advance(Duration.ofSeconds(5));
    assertThat(queue.receive(9, Duration.ofSeconds(1)))
        .extracting(delivery -> delivery.payload().text().orElseThrow())
        .containsExactly("waits: q-1");
  }

  @Test
  void an_event_waits_for_the_registry_for_a_minute_at_most_and_for_a_day_in_all() {
    faults.outage("EventRegistry.register", EventFixture.OUTAGE);
    clock.set(EventFixture.NOON.plus(Duration.ofHours(23)));
    ParkedEvent waiting = new ParkedEvent(ARRIVAL, EventFixture.NOON);

    arrivals.receive(waiting, draft("s1", "e1", "ann"));

    clock.advance(Duration.ofMinutes(1));
    assertThat(queue.receive(9, Duration.ofHours(9))).hasSize(1);
    clock.set(EventFixture.NOON.plus(Duration.ofHours(24)));
    assertThatThrownBy(() -> arrivals.receive(waiting, draft("s1", "e1", "ann")))
        .isInstanceOf(PortException.class);
  }

  @Test
  void the_registry_is_not_asked_again_for_each_event_of_an_outage() {
    faults.outage("EventRegistry.register", EventFixture.OUTAGE);
    arrivals.receive(ARRIVAL, draft("s1", "e1", "ann"));

    arrivals.receive(ARRIVAL, draft("s1", "e2", "bob"));

    assertThat(faults.calls()).containsOnlyOnce("EventRegistry.register");
    assertThat(queue.approximateCount()).isEqualTo(2);

    faults.mend();
    clock.advance(Duration.ofSeconds(5));
    arrivals.receive(ARRIVAL, draft("s1", "e3", "cid"));
    assertThat(started).hasSize(1);
  }

  @Test
  void events_that_keep_coming_do_not_prolong_an_outage_of_the_registry() {
    faults.outage("EventRegistry.register", EventFixture.OUTAGE);
    arrivals.receive(ARRIVAL, draft("s1", "e0", "ann"));
    faults.mend();

    for (int second = 1; second <= 5; second++) {
      clock.advance(Duration.ofSeconds(1));
      arrivals.receive(ARRIVAL, draft("s1", "e" + second, "ann"));
    }

    assertThat(started).extracting(WorkflowRequest::workflowId).containsExactly("s1~e5");
  }

  @Test
  void an_event_that_cannot_be_enqueued_again_stays_with_its_delivery() {
    faults.outage("EventRegistry.register", EventFixture.OUTAGE);
    faults.outage("WorkQueue.send", EventFixture.OUTAGE);

    assertThatThrownBy(() -> arrivals.receive(ARRIVAL, draft("s1", "e1", "ann")))
        .isInstanceOf(PortException.class);
  }

  @Test
  void an_event_that_can_never_be_registered_is_dead_lettered() {
    Failure full = Failure.permanent("event-registry.partition-full", "no space");
    faults.outage("EventRegistry.register", full);

    arrivals.receive(ARRIVAL, draft("s1", "e1", "ann"));
    assertThat(theLetter().failure()).isEqualTo(full);
    assertThat(started).isEmpty();
  }

  @Test
  void an_event_with_bad_fields_is_dead_lettered_at_once_byte_for_byte() {
    arrivals.receive(ARRIVAL, draft("s1", "e\0", " "));

    assertThat(started).isEmpty();
    assertThat(theLetter().failure().code()).isEqualTo("event.invalid");
    assertThat(theLetter().failure().message()).contains("eventId").contains("actor");
    assertThat(theLetter().arrival()).isEqualTo(ARRIVAL);
    assertThat(theLetter().streamId()).isEqualTo("s1");
    assertThat(theLetter().attempts()).isEqualTo(2);
    assertThat(theLetter().origin()).isEqualTo(EventFixture.ORIGIN);
  }

  @Test
  void an_event_with_bad_fields_keeps_its_identity() {
    arrivals.receive(ARRIVAL, draft("s1", "e1", " "));

    assertThat(theLetter().id()).isEqualTo("s1~~q-1");
    assertThat(theLetter().source()).isEqualTo("api");
    assertThat(theLetter().eventId()).isEqualTo("e1");
    assertThat(theLetter().eventType()).isEqualTo("follow");
    assertThat(theLetter().eventKey()).isEqualTo("e1");
  }

  @Test
  void invalid_parts_of_an_identity_are_unknown() {
    arrivals.receive(
        ARRIVAL, new EventDraft("s1", "\n", "e\0", "unheard of", "ann", null, EventFields.NONE));

    assertThat(theLetter().source()).isNull();
    assertThat(theLetter().eventId()).isNull();
    assertThat(theLetter().eventType()).isNull();
    assertThat(theLetter().eventKey()).isNull();
  }

  @Test
  void an_invalid_event_that_names_no_source_is_one_of_the_queue() {
    arrivals.receive(
        ARRIVAL, new EventDraft("s1", null, "e1", "follow", " ", null, EventFields.NONE));

    assertThat(theLetter().source()).isEqualTo("queue");
  }

  @Test
  void invalid_events_have_the_fingerprint_of_their_rules() {
    for (String actor : List.of(" ", "  ", "a\nb")) {
      String messageId = "q-" + actor.length();
      arrivals.receive(
          Arrival.of("q", messageId, EventFixture.NOON, Payload.of("{}")),
          draft("s1", messageId, actor));
    }

    assertThat(enqueued.letters())
        .extracting(DeadLetter::fingerprint)
        .satisfies(
            prints -> {
              assertThat(prints.get(0)).isEqualTo(prints.get(1)).matches("[0-9a-f]{16}");
              assertThat(prints.get(2)).isNotEqualTo(prints.get(0));
            });
  }

  @Test
  void an_event_without_a_stream_is_dead_lettered_under_the_unknown_one() {
    arrivals.receive(ARRIVAL, draft(null, "e1", "ann"));
    assertThat(theLetter().streamId()).isEqualTo("_unknown");
  }

  @Test
  void an_event_of_an_invalid_stream_is_dead_lettered_under_the_unknown_one() {
    arrivals.receive(ARRIVAL, draft("no/stream", "e1", "ann"));
    assertThat(theLetter().id()).isEqualTo("_unknown~~q-1");
  }

  @Test
  void an_unreadable_payload_delivered_twice_is_one_dead_letter() {
    Failure notJson = Failure.permanent("event.not-json", "not JSON");
    arrivals.refuse(ARRIVAL, EventIdentifiers.NONE, Rejection.of(notJson));
    arrivals.refuse(ARRIVAL, EventIdentifiers.NONE, Rejection.of(notJson));

    assertThat(enqueued.letters()).extracting(DeadLetter::id).containsOnly("_unknown~~q-1");
    assertThat(enqueued.letters().get(0).failure()).isEqualTo(notJson);
  }

  @Test
  void a_delivery_with_an_invalid_id_is_dead_lettered_under_a_derived_one() {
    Arrival odd = Arrival.of("q", "no/id at all", EventFixture.NOON, Payload.of("{}"));

    arrivals.refuse(
        odd, EventIdentifiers.NONE, Rejection.of(Failure.permanent("event.not-json", "not JSON")));

    assertThat(theLetter().id()).matches("_unknown~~[0-9a-f]{48}");
  }

  @Test
  void a_poison_message_can_succeed_when_redriven_and_one_without_an_id_may_have_been_counted() {
    assertThat(EventArrivals.poison(null).category().isRetryable()).isTrue();
    assertThat(EventArrivals.poison(draft("s1", "e1", "ann")))
        .isEqualTo(EventArrivals.poison(null));
    assertThat(EventArrivals.poison(draft("s1", null, "ann")).message())
        .contains("may have been counted");
  }

  @Test
  void a_workflow_that_could_not_start_is_the_callers_to_try_again() {
    assertThatThrownBy(() -> arrivals.receive(ARRIVAL, draft("s1", "e1", "outage")))
        .isInstanceOf(PortException.class);
    assertThat(enqueued.letters()).isEmpty();
  }
}
