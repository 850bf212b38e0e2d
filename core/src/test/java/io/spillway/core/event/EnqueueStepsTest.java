package io.spillway.core.event;

import static io.spillway.core.event.EventFixture.NOON;
import static io.spillway.core.event.EventFixture.OUTAGE;
import static io.spillway.core.event.EventFixture.REJECTED;
import static io.spillway.core.event.EventFixture.done;
import static io.spillway.core.event.EventFixture.failed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.spillway.RetryPolicy;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.telemetry.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Telemetry of retries, and the enqueueing of dead letters across histories. */
class EnqueueStepsTest {

  private static final List<String> ALL = List.of("stats", "alerts", "log");

  private static DeadLetter letterOf(EventWorkflow workflow) {
    return ((WorkflowStep.Enqueue) workflow.next()).letter();
  }

  private static EventWorkflow enqueueing() {
    return EventWorkflow.begin(
            EventFixture.request(), ALL, RetryPolicy.STANDARD, EventFixture.ORIGIN, NOON)
        .ran(List.of(failed("stats", REJECTED), done("alerts"), done("log")), NOON);
  }

  private static EventWorkflow elsewhere(EventWorkflow workflow) {
    return EventWorkflow.resume(
        EventFixture.request(),
        RetryPolicy.STANDARD,
        EventFixture.ORIGIN,
        workflow.deadLettering());
  }

  @Test
  void enqueueing_a_dead_letter_continues_in_another_history() {
    EventWorkflow here = enqueueing().enqueueFailed(OUTAGE).paused();

    EventWorkflow there = elsewhere(here);

    assertThat(there.next()).isEqualTo(here.next());
    assertThat(there.deadLettering()).isEqualTo(new DeadLettering(letterOf(here), 1, NOON));
    assertThat(there.enqueueFailed(OUTAGE).next()).isEqualTo(here.enqueueFailed(OUTAGE).next());
    assertThat(there.enqueued(NOON.plusSeconds(9)).status())
        .isEqualTo(here.enqueued(NOON.plusSeconds(9)).status());
  }

  @Test
  void a_retry_is_reported_once_when_its_pause_begins() {
    EventWorkflow begun =
        EventWorkflow.begin(
            EventFixture.request(), ALL, RetryPolicy.STANDARD, EventFixture.ORIGIN, NOON);
    EventWorkflow paused =
        begun.ran(List.of(failed("stats", OUTAGE), done("alerts"), done("log")), NOON);

    assertThat(begun.outcome()).isEmpty();
    assertThat(paused.outcome().map(Outcome::kind)).contains(Outcome.Kind.EVENT_RETRIED);
    assertThat(paused.paused().outcome()).isEmpty();
  }

  @Test
  void a_failed_enqueue_is_not_reported_as_a_retry_of_the_event() {
    assertThat(enqueueing().enqueueFailed(OUTAGE).outcome()).isEmpty();
  }

  @Test
  void failed_enqueues_are_not_negative() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DeadLettering(letterOf(enqueueing()), -1, NOON))
        .withMessage("failedTries must not be negative: -1");
    assertThat(enqueueing().deadLettering().failedTries()).isZero();
  }
}
