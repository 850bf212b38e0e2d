package io.spillway.core.event;

import static io.spillway.core.event.EventFixture.OUTAGE;
import static io.spillway.core.event.EventFixture.REJECTED;
import static io.spillway.ports.telemetry.Outcome.Kind.EVENT_BURIED;
import static io.spillway.ports.telemetry.Outcome.Kind.EVENT_DONE;
import static io.spillway.ports.telemetry.Outcome.Kind.EVENT_RETRIED;
import static io.spillway.ports.telemetry.Outcome.Kind.EVENT_TAKEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.Activity;
import io.spillway.DelayedRetryPolicy;
import io.spillway.RetryPolicy;
import io.spillway.adapters.inmemory.InMemoryDeadLetterQueue;
import io.spillway.core.RecordingTelemetry;
import io.spillway.core.deadletter.ObservedDeadLetterQueue;
import io.spillway.core.deadletter.RejectedArrivals;
import io.spillway.core.deadletter.Rejection;
import io.spillway.ports.Failure;
import io.spillway.ports.PortException;
import io.spillway.ports.deadletter.DeadLetterQueue;
import io.spillway.ports.event.EventDraft;
import io.spillway.ports.event.EventFields;
import io.spillway.ports.event.EventIdentifiers;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.telemetry.Outcome;
import io.spillway.testkit.SettableClock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Telemetry of events, from arrival to end. */
class EventOutcomesTest {

  private static final EventDraft FOLLOW =
      new EventDraft("s1", "api", "e1", "follow", "ann", null, EventFields.NONE);

  private final SettableClock clock = new SettableClock(EventFixture.NOON);
  private final RecordingTelemetry noted = new RecordingTelemetry();
  private final Deque<Failure> failures = new ArrayDeque<>();
  private final DeadLetterQueue deadLetters =
      new ObservedDeadLetterQueue(new InMemoryDeadLetterQueue(), DelayedRetryPolicy.OFF, noted);
  private final EventArrivals arrivals =
      new EventArrivals(
          new InProcessWorkflows(
              Activities.of(List.of(new Failing())),
              deadLetters,
              RetryPolicy.STANDARD,
              EventFixture.ORIGIN,
              clock,
              Runnable::run,
              clock::advance,
              noted),
          new RejectedArrivals(deadLetters, EventFixture.ORIGIN, clock),
          noted,
          Parking.OFF,
          EventIdentity.UNCHECKED,
          null);

  private final class Failing implements Activity {
    @Override
    public String name() {
      return "stats";
    }

    @Override
    public void run(StreamEvent event) {
      if (!failures.isEmpty()) {
        throw new PortException(failures.remove());
      }
    }
  }

  private static Outcome outcome(Outcome.Kind kind, String code, @Nullable String deadLetterId) {
    return new Outcome(kind, "s1", "e1", "s1~e1", EventFixture.TRACE_PARENT, code, deadLetterId);
  }

  @Test
  void an_event_is_taken_and_done_in_the_trace_that_it_came_with() {
    arrivals.receive(EventFixture.arrival(), FOLLOW);

    assertThat(noted.outcomes())
        .containsExactly(
            Outcome.workflow(EVENT_TAKEN, EventFixture.request(), null),
            Outcome.workflow(EVENT_DONE, EventFixture.request(), null));
    assertThat(noted.outcomes().get(1).traceParent()).isEqualTo(EventFixture.TRACE_PARENT);
  }

  @Test
  void each_round_of_retries_is_reported_with_its_reason() {
    failures.add(OUTAGE);
    failures.add(OUTAGE);
    arrivals.receive(EventFixture.arrival(), FOLLOW);

    assertThat(noted.kinds())
        .containsExactly(EVENT_TAKEN, EVENT_RETRIED, EVENT_RETRIED, EVENT_DONE);
    assertThat(noted.outcomes()).contains(outcome(EVENT_RETRIED, "stats.unavailable", null));
  }

  @Test
  void a_failed_event_is_reported_as_dead_lettered_and_neither_retried_nor_done() {
    failures.add(REJECTED);
    arrivals.receive(EventFixture.arrival(), FOLLOW);

    assertThat(noted.kinds()).containsExactly(EVENT_TAKEN, EVENT_BURIED);
    assertThat(noted.outcomes()).contains(outcome(EVENT_BURIED, "alerts.rejected", "s1~e1"));
  }

  @Test
  void an_unreadable_payload_is_reported_as_dead_lettered_and_never_taken() {
    arrivals.refuse(
        EventFixture.arrival(),
        EventIdentifiers.NONE,
        Rejection.of(Failure.permanent("event.not-json", "")));

    assertThat(noted.outcomes()).hasSize(1);
    String letterId = noted.outcomes().get(0).deadLetterId();
    assertThat(letterId).startsWith("_unknown~");
    assertThat(noted.outcomes())
        .containsExactly(
            new Outcome(
                EVENT_BURIED,
                "_unknown",
                null,
                null,
                EventFixture.TRACE_PARENT,
                "event.not-json",
                letterId));
  }

  @Test
  void an_event_that_is_delivered_again_is_done_once() {
    arrivals.receive(EventFixture.arrival(), FOLLOW);
    arrivals.receive(EventFixture.arrival(), FOLLOW);

    assertThat(noted.kinds()).containsExactly(EVENT_TAKEN, EVENT_DONE, EVENT_TAKEN);
  }
}
