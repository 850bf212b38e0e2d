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

/** What is told of retries, and burials that go on elsewhere. */
class BurialStepsTest {

  private static final List<String> ALL = List.of("stats", "alerts", "log");

  private static DeadLetter letterOf(EventWorkflow workflow) {
    return ((WorkflowStep.Enqueue) workflow.next()).letter();
  }

  private static EventWorkflow burying() {
    return EventWorkflow.begin(
            EventFixture.request(), ALL, RetryPolicy.STANDARD, EventFixture.ORIGIN, NOON)
        .ran(List.of(failed("stats", REJECTED), done("alerts"), done("log")), NOON);
  }

  private static EventWorkflow elsewhere(EventWorkflow workflow) {
    return EventWorkflow.resume(
        EventFixture.request(), RetryPolicy.STANDARD, EventFixture.ORIGIN, workflow.burial());
  }

  @Test
  void a_burial_that_is_taken_up_elsewhere_goes_on_where_it_was() {
    EventWorkflow here = burying().enqueueFailed(OUTAGE).paused();

    EventWorkflow there = elsewhere(here);

    assertThat(there.next()).isEqualTo(here.next());
    assertThat(there.burial()).isEqualTo(new DeadLettering(letterOf(here), 1, NOON));
    assertThat(there.enqueueFailed(OUTAGE).next()).isEqualTo(here.enqueueFailed(OUTAGE).next());
    assertThat(there.enqueued(NOON.plusSeconds(9)).status())
        .isEqualTo(here.enqueued(NOON.plusSeconds(9)).status());
  }

  @Test
  void a_retry_is_told_when_its_pause_begins_and_once() {
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
  void a_burial_that_fails_is_not_told_as_a_retry_of_the_event() {
    assertThat(burying().enqueueFailed(OUTAGE).outcome()).isEmpty();
  }

  @Test
  void no_burial_has_failed_less_than_never() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DeadLettering(letterOf(burying()), -1, NOON))
        .withMessage("failedTries must not be negative: -1");
    assertThat(burying().burial().failedTries()).isZero();
  }
}
