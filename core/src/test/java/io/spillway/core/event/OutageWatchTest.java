package io.spillway.core.event;

import static io.spillway.core.event.EventFixture.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.Activity;
import io.spillway.DelayedRetryPolicy;
import io.spillway.RetryPolicy;
import io.spillway.adapters.inmemory.InMemoryDeadLetterQueue;
import io.spillway.ports.Failure;
import io.spillway.ports.FailureCategory;
import io.spillway.ports.Health;
import io.spillway.ports.PortException;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.PendingRetry;
import io.spillway.ports.event.ActivityReport;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.event.WorkflowRequest;
import io.spillway.ports.event.WorkflowStatus;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutageWatchTest {

  private final SettableClock clock = new SettableClock(NOON);
  private final Sink sink = new Sink();
  private final OutageWatch watch = new OutageWatch(clock);
  private final Activities activities = Activities.of(List.of(sink)).watchedBy(watch);
  private final InMemoryDeadLetterQueue enqueued = new InMemoryDeadLetterQueue();

  /** Activity with a dependency that can fail. */
  private static final class Sink implements Activity {
    private final AtomicInteger tries = new AtomicInteger();
    private @Nullable Failure failure;

    @Override
    public String name() {
      return "sink";
    }

    @Override
    public void run(StreamEvent event) {
      tries.incrementAndGet();
      if (failure != null) {
        throw new PortException(failure);
      }
    }
  }

  private static StreamEvent event(int number) {
    return Fixtures.event("main", "e-" + number).build();
  }

  private ActivityOutcome attempt(int number) {
    return activities.execute("sink", event(number));
  }

  private void fail(int events, Failure failure) {
    sink.failure = failure;
    for (int i = 0; i < events; i++) {
      attempt(i);
    }
    sink.tries.set(0);
  }

  @ParameterizedTest
  @EnumSource(FailureCategory.class)
  void after_ten_events_in_a_row_an_activity_is_not_tried_for_half_a_minute(
      FailureCategory category) {
    fail(OutageWatch.EVENTS_IN_A_ROW, new Failure("sink.down", category, "", null));

    assertThat(attempt(99))
        .isEqualTo(
            new ActivityOutcome.Failed(
                "sink",
                Failure.throttled(
                    OutageWatch.PAUSED,
                    "paused: 10 events in a row failed, the last with sink.down",
                    OutageWatch.PAUSE),
                null));
    assertThat(sink.tries).hasValue(0);
  }

  @Test
  void nine_events_are_no_outage_and_neither_is_one_that_fails_often() {
    fail(OutageWatch.EVENTS_IN_A_ROW - 1, EventFixture.OUTAGE);
    for (int i = 0; i < 100; i++) {
      attempt(0);
    }
    assertThat(sink.tries).hasValue(100);
  }

  @Test
  void at_most_ten_events_are_in_rounds_of_retries_while_others_succeed() {
    List<Boolean> isLast = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      sink.failure = EventFixture.OUTAGE;
      isLast.add(((ActivityOutcome.Failed) attempt(i)).isLast());
      sink.failure = null;
      attempt(1_000 + i);
    }
    assertThat(isLast.subList(0, OutageWatch.MOST_RETRYING)).containsOnly(false);
    assertThat(isLast.subList(OutageWatch.MOST_RETRYING, 12)).containsOnly(true);
    assertThat(activities.health().state()).isEqualTo(Health.State.UP);

    sink.failure = EventFixture.OUTAGE;
    assertThat(((ActivityOutcome.Failed) attempt(0)).isLast()).isFalse();
    clock.advance(OutageWatch.RETRYING);
    assertThat(((ActivityOutcome.Failed) attempt(99)).isLast()).isFalse();
  }

  @Test
  void sixty_failing_events_among_others_occupy_a_slot_for_the_rounds_of_ten() {
    List<String> counted = new ArrayList<>();
    Activities both =
        Activities.of(
                List.of(
                    Activity.of("count", event -> counted.add(event.eventId())),
                    Activity.of(
                        "greet",
                        event -> {
                          if (event.streamId().equals("failing")) {
                            throw new PortException(EventFixture.OUTAGE);
                          }
                        })))
            .watchedBy(watch);
    Instant start = clock.instant();
    List<Duration> pauses = new ArrayList<>();
    InProcessWorkflows workflows =
        new InProcessWorkflows(
            both,
            enqueued,
            RetryPolicy.STANDARD,
            EventFixture.ORIGIN,
            clock,
            Runnable::run,
            pauses::add);

    for (int i = 0; i < 60; i++) {
      for (String stream : List.of("failing", "other")) {
        StreamEvent event = Fixtures.event(stream, stream + "-" + i).build();
        workflows.start(WorkflowRequest.of(event, EventFixture.arrival(), 0));
      }
    }

    assertThat(clock.instant()).isEqualTo(start);
    assertThat(counted).hasSize(120);
    assertThat(pauses).hasSize(OutageWatch.MOST_RETRYING * (RetryPolicy.STANDARD.maxRounds() - 1));
    assertThat(enqueued.letters())
        .hasSize(60)
        .allSatisfy(letter -> assertThat(DelayedRetryPolicy.STANDARD.first(letter)).isNotNull());
  }

  @Test
  void the_last_failure_of_an_event_ends_its_rounds_and_is_kept() {
    ActivityOutcome last = new ActivityOutcome.Failed("sink", EventFixture.OUTAGE, null, true);
    EventWorkflow workflow =
        EventWorkflow.begin(
                EventFixture.request(),
                List.of("sink"),
                RetryPolicy.STANDARD,
                EventFixture.ORIGIN,
                NOON)
            .ran(List.of(last), NOON);

    assertThat(workflow.next()).isInstanceOf(WorkflowStep.Enqueue.class);
    assertThat(workflow.status().activities())
        .containsExactly(
            new ActivityReport("sink", ActivityReport.State.FAILED, 1, EventFixture.OUTAGE));
  }

  @Test
  void one_success_among_the_failures_begins_the_count_anew() {
    fail(OutageWatch.EVENTS_IN_A_ROW - 1, EventFixture.OUTAGE);
    sink.failure = null;
    attempt(50);
    fail(OutageWatch.EVENTS_IN_A_ROW - 1, EventFixture.OUTAGE);

    attempt(99);
    assertThat(sink.tries).hasValue(1);
  }

  @Test
  void after_the_pause_one_try_is_made_for_all_and_a_failure_begins_another_pause() {
    fail(OutageWatch.EVENTS_IN_A_ROW, EventFixture.OUTAGE);
    clock.advance(OutageWatch.PAUSE);

    attempt(98);
    attempt(99);
    assertThat(sink.tries).hasValue(1);
    clock.advance(OutageWatch.PAUSE.minusMillis(1));
    attempt(99);
    assertThat(sink.tries).hasValue(1);
  }

  @Test
  void a_try_that_succeeds_ends_the_outage_for_all() {
    fail(OutageWatch.EVENTS_IN_A_ROW, EventFixture.OUTAGE);
    assertThat(activities.health().state()).isEqualTo(Health.State.DEGRADED);
    assertThat(activities.health().detail())
        .isEqualTo("sink is paused: 10 events in a row failed, the last with stats.unavailable");
    clock.advance(OutageWatch.PAUSE);
    sink.failure = null;

    attempt(98);
    attempt(99);
    assertThat(sink.tries).hasValue(2);
    assertThat(activities.health()).isEqualTo(Health.up("outage-watch"));
  }

  @Test
  void an_event_of_a_paused_activity_waits_for_nothing() {
    fail(OutageWatch.EVENTS_IN_A_ROW, EventFixture.OUTAGE);
    Instant start = clock.instant();

    WorkflowStatus status = run(99);

    assertThat(status.state()).isEqualTo(WorkflowStatus.State.DEAD);
    assertThat(clock.instant()).isEqualTo(start);
    DeadLetter letter = enqueued.letters().get(0);
    assertThat(letter.attempts()).isZero();
    assertThat(DelayedRetryPolicy.STANDARD.first(letter))
        .isEqualTo(new PendingRetry("sink", start, start.plus(OutageWatch.PAUSE), 0));
  }

  @Test
  void a_paused_try_is_no_attempt_and_hides_no_real_failure() {
    EventWorkflow workflow =
        EventWorkflow.begin(
                EventFixture.request(),
                List.of("sink"),
                RetryPolicy.STANDARD,
                EventFixture.ORIGIN,
                NOON)
            .ran(List.of(EventFixture.failed("sink", EventFixture.OUTAGE)), NOON)
            .paused()
            .ran(List.of(EventFixture.failed("sink", pausedFailure())), NOON.plusSeconds(1));

    assertThat(workflow.next()).isInstanceOf(WorkflowStep.Enqueue.class);
    assertThat(workflow.status().activities())
        .containsExactly(
            new ActivityReport("sink", ActivityReport.State.FAILED, 1, EventFixture.OUTAGE));
  }

  @Test
  void other_activities_have_all_their_rounds_beside_a_paused_one() {
    RetryPolicy policy = RetryPolicy.STANDARD;
    EventWorkflow workflow =
        EventWorkflow.begin(
                EventFixture.request(), List.of("sink", "log"), policy, EventFixture.ORIGIN, NOON)
            .ran(
                List.of(
                    EventFixture.failed("sink", pausedFailure()),
                    EventFixture.failed("log", EventFixture.OUTAGE)),
                NOON);
    while (workflow.next() instanceof WorkflowStep.Pause) {
      workflow =
          workflow.paused().ran(List.of(EventFixture.failed("log", EventFixture.OUTAGE)), NOON);
    }

    assertThat(workflow.status().activities())
        .containsExactly(
            new ActivityReport("sink", ActivityReport.State.FAILED, 0, pausedFailure()),
            new ActivityReport(
                "log", ActivityReport.State.FAILED, policy.maxRounds(), EventFixture.OUTAGE));
  }

  private static Failure pausedFailure() {
    return Failure.throttled(OutageWatch.PAUSED, "", OutageWatch.PAUSE);
  }

  private WorkflowStatus run(int number) {
    InProcessWorkflows workflows =
        new InProcessWorkflows(
            activities,
            enqueued,
            RetryPolicy.STANDARD,
            EventFixture.ORIGIN,
            clock,
            Runnable::run,
            clock::advance);
    WorkflowRequest request = WorkflowRequest.of(event(number), EventFixture.arrival(), 0);
    workflows.start(request);
    return workflows.status(request.workflowId()).orElseThrow();
  }

  @Test
  void before_an_outage_each_workflow_gets_its_own_failure() {
    sink.failure = EventFixture.OUTAGE;

    for (int i = 0; i < OutageWatch.EVENTS_IN_A_ROW; i++) {
      assertThat(((ActivityOutcome.Failed) attempt(i)).failure()).isEqualTo(EventFixture.OUTAGE);
    }
  }

  @Test
  void the_pause_begins_with_the_last_of_the_ten_however_slowly_they_came() {
    sink.failure = EventFixture.OUTAGE;
    for (int i = 0; i < OutageWatch.EVENTS_IN_A_ROW; i++) {
      clock.advance(OutageWatch.PAUSE);
      attempt(i);
    }
    sink.tries.set(0);

    clock.advance(OutageWatch.PAUSE.minusMillis(1));
    attempt(99);
    assertThat(sink.tries).hasValue(0);
    clock.advance(Duration.ofMillis(1));
    attempt(99);
    assertThat(sink.tries).hasValue(1);
  }

  @Test
  void health_says_nothing_of_an_activity_that_failed_now_and_then() {
    fail(OutageWatch.EVENTS_IN_A_ROW - 1, EventFixture.OUTAGE);

    assertThat(watch.health()).isEqualTo(Health.up("outage-watch"));
  }
}
