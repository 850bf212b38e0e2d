package io.spillway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.adapters.inmemory.InMemoryStores;
import io.spillway.adapters.inmemory.InMemoryWorkQueue;
import io.spillway.core.event.EventIdentity;
import io.spillway.core.event.EventIntake;
import io.spillway.ports.Failure;
import io.spillway.ports.Health;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Retention;
import io.spillway.ports.Stores;
import io.spillway.ports.TraceParent;
import io.spillway.ports.Versioned;
import io.spillway.ports.deadletter.DeadLetterFilter;
import io.spillway.ports.deadletter.DeadLetterLedger;
import io.spillway.ports.deadletter.DeadLetterState;
import io.spillway.ports.deadletter.LedgerEntry;
import io.spillway.ports.deadletter.RedriveJobStore;
import io.spillway.ports.event.Arrival;
import io.spillway.ports.event.EventDraft;
import io.spillway.ports.event.EventFields;
import io.spillway.ports.event.EventQueue;
import io.spillway.ports.event.EventRegistry;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.queue.Payload;
import io.spillway.testkit.Faults;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventIdReuseTest {

  private final SettableClock clock = new SettableClock();
  private final Stores stores = InMemoryStores.create(Retention.STANDARD, clock);
  private final List<String> thanked = new ArrayList<>();
  private final InMemoryWorkQueue queue = new InMemoryWorkQueue("gifts", clock);

  private final FanOut fanOut =
      FanOut.builder()
          .activity("mail", event -> thanked.add(event.eventId() + " " + event.actor()))
          .stores(stores)
          .reader(EventIdReuseTest::read)
          .clock(clock)
          .sleeper(clock::advance)
          .build();

  /** Reads an id and an actor. */
  private static EventDraft read(Arrival arrival) {
    String[] parts = arrival.payload().text().orElseThrow().split(" ", -1);
    return new EventDraft("room-1", parts[0], "follow", parts[1], null, EventFields.NONE);
  }

  private LedgerEntry letter() {
    List<Versioned<LedgerEntry>> letters =
        fanOut.deadLetters().list(DeadLetterFilter.all(), PageRequest.first(10)).items();
    assertThat(letters).hasSize(1);
    return letters.get(0).value();
  }

  private void redrive() {
    fanOut.deadLetters().redrive(letter().letter().id(), "again", "mia");
    fanOut.runMaintenance();
  }

  private void deliver(String payload) {
    queue.send(Payload.of(payload));
    fanOut.consume(queue);
  }

  @Test
  void a_call_with_a_used_id_and_another_content_is_refused_without_an_effect() {
    fanOut.publish(follow("e-1", "ann"));

    assertThatThrownBy(() -> fanOut.publish(follow("e-1", "bob")))
        .isInstanceOf(EventIdReusedException.class);
    assertThat(thanked).containsExactly("e-1 ann");
  }

  @Test
  void a_call_registers_its_event_once() {
    Faults faults = new Faults();
    EventRegistry registry = faults.wrap(EventRegistry.class, stores.eventRegistry());
    Stores observed =
        new Stores() {
          @Override
          public EventRegistry eventRegistry() {
            return registry;
          }

          @Override
          public DeadLetterLedger deadLetters() {
            return stores.deadLetters();
          }

          @Override
          public RedriveJobStore redrives() {
            return stores.redrives();
          }
        };

    FanOut.builder()
        .activity("mail", event -> thanked.add(event.eventId()))
        .stores(observed)
        .clock(clock)
        .build()
        .publish(follow("e-1", "ann"));

    assertThat(faults.calls()).containsExactly("EventRegistry.register");
    assertThat(thanked).containsExactly("e-1");
  }

  @Test
  void a_delivery_with_a_used_id_and_another_content_is_a_dead_letter_without_an_effect() {
    deliver("e-1 ann");
    deliver("e-1 bob");

    assertThat(letter().letter().failure()).isEqualTo(EventIdentity.failure());
    assertThat(thanked).containsExactly("e-1 ann");
  }

  @Test
  void its_redrive_has_no_effect_until_it_has_another_id() {
    deliver("e-1 ann");
    deliver("e-1 bob");

    redrive();
    assertThat(letter().state()).isEqualTo(DeadLetterState.OPEN);
    assertThat(thanked).containsExactly("e-1 ann");

    String id = letter().letter().id();
    String version = fanOut.deadLetters().find(id).orElseThrow().version();
    fanOut.deadLetters().edit(id, version, Payload.of("e-2 bob"), "another id", "mia");
    redrive();
    assertThat(letter().state()).isEqualTo(DeadLetterState.REDRIVEN);
    assertThat(thanked).containsExactly("e-1 ann", "e-2 bob");
  }

  private StreamEvent follow(String id, String actor) {
    return Fixtures.event("room-1", id).actor(actor).occurredAt(clock.instant()).build();
  }

  private static final class Queued implements EventQueue {
    private final List<StreamEvent> events = new ArrayList<>();

    @Override
    public void publish(StreamEvent event, @Nullable TraceParent traceParent) {
      events.add(event);
    }

    @Override
    public Health health() {
      return Health.up("list");
    }
  }

  @Test
  void an_intake_accepts_events_while_the_registry_is_away_and_asks_again_after_a_pause() {
    Faults faults = new Faults();
    EventRegistry registry = faults.wrap(EventRegistry.class, stores.eventRegistry());
    Queued queued = new Queued();
    EventIntake intake =
        new EventIntake(queued, clock, () -> "new", EventIdentity.of(registry, clock));
    intake.accept(EventDraft.of(follow("e-1", "ann")), null);

    faults.outage(
        "EventRegistry.register", Failure.transientFailure("event-registry.unavailable", "away"));
    intake.accept(EventDraft.of(follow("e-1", "bob")), null);
    intake.accept(EventDraft.of(follow("e-2", "bob")), null);
    assertThat(queued.events).hasSize(3);
    assertThat(faults.calls()).hasSize(2);

    faults.mend();
    clock.advance(Duration.ofSeconds(10));
    assertThatThrownBy(() -> intake.accept(EventDraft.of(follow("e-1", "bob")), null))
        .isInstanceOf(EventIdReusedException.class);
    assertThat(queued.events).hasSize(3);
  }
}
