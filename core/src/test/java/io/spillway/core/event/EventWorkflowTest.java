package io.spillway.core.event;

import static io.spillway.core.event.EventFixture.NOON;
import static io.spillway.core.event.EventFixture.OUTAGE;
import static io.spillway.core.event.EventFixture.REJECTED;
import static io.spillway.core.event.EventFixture.done;
import static io.spillway.core.event.EventFixture.failed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.groups.Tuple.tuple;

import io.spillway.RetryPolicy;
import io.spillway.ports.Failure;
import io.spillway.ports.deadletter.Attempt;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.ExceptionEvidence;
import io.spillway.ports.event.ActivityReport;
import io.spillway.ports.event.WorkflowRequest;
import io.spillway.ports.event.WorkflowStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EventWorkflowTest {

  private static final List<String> ALL = List.of("stats", "alerts", "log");

  private static EventWorkflow begin(RetryPolicy policy) {
    return EventWorkflow.begin(EventFixture.request(), ALL, policy, EventFixture.ORIGIN, NOON);
  }

  private static EventWorkflow begin() {
    return begin(RetryPolicy.STANDARD);
  }

  private static DeadLetter letterOf(EventWorkflow workflow) {
    return ((WorkflowStep.Enqueue) workflow.next()).letter();
  }

  @Test
  void all_activities_run_together_in_the_first_round() {
    assertThat(begin().next()).isEqualTo(new WorkflowStep.Run(ALL, 1));
    assertThat(begin().status().state()).isEqualTo(WorkflowStatus.State.RUNNING);
  }

  @Test
  void it_is_done_when_every_activity_is_done() {
    EventWorkflow workflow =
        begin().ran(List.of(done("log"), done("stats"), done("alerts")), NOON.plusSeconds(1));

    assertThat(workflow.next()).isEqualTo(new WorkflowStep.Finish(WorkflowStatus.State.DONE));
    WorkflowStatus status = workflow.status();
    assertThat(status.workflowId()).isEqualTo("s1~e1");
    assertThat(status.startedAt()).isEqualTo(NOON);
    assertThat(status.finishedAt()).isEqualTo(NOON.plusSeconds(1));
    assertThat(status.activities())
        .extracting(ActivityReport::activity, ActivityReport::state, ActivityReport::attempts)
        .containsExactly(
            tuple("stats", ActivityReport.State.DONE, 1),
            tuple("alerts", ActivityReport.State.DONE, 1),
            tuple("log", ActivityReport.State.DONE, 1));
  }

  @Test
  void only_the_activities_that_failed_run_again_after_one_pause() {
    EventWorkflow workflow =
        begin().ran(List.of(failed("stats", OUTAGE), done("alerts"), failed("log", OUTAGE)), NOON);

    assertThat(workflow.next()).isInstanceOf(WorkflowStep.Pause.class);
    assertThat(workflow.paused().next())
        .isEqualTo(new WorkflowStep.Run(List.of("stats", "log"), 2));
  }

  @Test
  void the_pause_is_the_one_that_the_policy_gives_for_this_workflow_and_round() {
    EventWorkflow workflow =
        begin().ran(List.of(failed("stats", OUTAGE), done("alerts"), done("log")), NOON);

    assertThat(workflow.next())
        .isEqualTo(
            new WorkflowStep.Pause(RetryPolicy.STANDARD.pauseAfter("s1~e1", 1, List.of(OUTAGE))));
  }

  @Test
  void an_activity_that_succeeds_when_tried_again_ends_the_workflow_well() {
    EventWorkflow workflow =
        begin()
            .ran(List.of(failed("stats", OUTAGE), done("alerts"), done("log")), NOON)
            .paused()
            .ran(List.of(done("stats")), NOON.plusSeconds(1));

    assertThat(workflow.next()).isEqualTo(new WorkflowStep.Finish(WorkflowStatus.State.DONE));
    assertThat(workflow.status().activities().get(0))
        .isEqualTo(new ActivityReport("stats", ActivityReport.State.DONE, 2, null));
  }

  @Test
  void a_permanent_failure_is_not_tried_again_while_others_are() {
    EventWorkflow workflow =
        begin()
            .ran(List.of(failed("stats", OUTAGE), failed("alerts", REJECTED), done("log")), NOON);

    assertThat(workflow.paused().next()).isEqualTo(new WorkflowStep.Run(List.of("stats"), 2));
    EventWorkflow after = workflow.paused().ran(List.of(done("stats")), NOON);
    assertThat(letterOf(after).failure()).isEqualTo(REJECTED);
    assertThat(letterOf(after).activities())
        .containsExactly(
            new ActivityReport("stats", ActivityReport.State.DONE, 2, null),
            new ActivityReport("alerts", ActivityReport.State.FAILED, 1, REJECTED),
            new ActivityReport("log", ActivityReport.State.DONE, 1, null));
  }

  @Test
  void a_permanent_failure_alone_is_dead_lettered_at_once() {
    EventWorkflow workflow =
        begin().ran(List.of(done("stats"), failed("alerts", REJECTED), done("log")), NOON);

    assertThat(workflow.next()).isInstanceOf(WorkflowStep.Enqueue.class);
    assertThat(workflow.status().state()).isEqualTo(WorkflowStatus.State.RUNNING);
  }

  @Test
  void it_gives_up_after_the_last_round_of_the_policy() {
    RetryPolicy twice =
        new RetryPolicy(2, Duration.ofMillis(1), 1, Duration.ofMillis(1), Duration.ofMinutes(1));
    EventWorkflow workflow =
        begin(twice)
            .ran(List.of(failed("stats", OUTAGE), done("alerts"), done("log")), NOON)
            .paused()
            .ran(List.of(failed("stats", OUTAGE)), NOON.plusSeconds(1));

    assertThat(letterOf(workflow).activities().get(0))
        .isEqualTo(new ActivityReport("stats", ActivityReport.State.FAILED, 2, OUTAGE));
  }

  @Test
  void it_gives_up_when_the_next_round_would_start_after_the_deadline() {
    Failure wait = Failure.throttled("stats.throttled", "", Duration.ofMinutes(5));
    List<ActivityOutcome> outcomes = List.of(failed("stats", wait), done("alerts"), done("log"));

    assertThat(begin().ran(outcomes, NOON).next())
        .isEqualTo(new WorkflowStep.Pause(Duration.ofMinutes(5)));
    assertThat(begin().ran(outcomes, NOON.plusMillis(1)).next())
        .isInstanceOf(WorkflowStep.Enqueue.class);
  }

  @Test
  void a_dead_letter_has_all_evidence() {
    ExceptionEvidence exception = new ExceptionEvidence("java.lang.Boom", null, "at a.b(C:1)");
    Instant later = NOON.plusSeconds(3);
    EventWorkflow workflow =
        begin()
            .ran(
                List.of(
                    done("stats"),
                    new ActivityOutcome.Failed("alerts", REJECTED, exception),
                    done("log")),
                later);

    DeadLetter letter = letterOf(workflow);
    assertThat(letter.id()).isEqualTo("s1~e1");
    assertThat(letter.streamId()).isEqualTo("s1");
    assertThat(letter.eventId()).isEqualTo("e1");
    assertThat(letter.eventType()).isEqualTo("follow");
    assertThat(letter.arrival()).isEqualTo(EventFixture.arrival());
    assertThat(letter.exception()).isEqualTo(exception);
    assertThat(letter.attempts()).isEqualTo(1);
    assertThat(letter.firstAttemptAt()).isEqualTo(NOON);
    assertThat(letter.deadLetteredAt()).isEqualTo(later);
    assertThat(letter.history()).containsExactly(new Attempt(later, "alerts", 1, REJECTED));
    assertThat(letter.workflowId()).isEqualTo("s1~e1");
    assertThat(letter.generation()).isZero();
    assertThat(letter.origin()).isEqualTo(EventFixture.ORIGIN);
    assertThat(letter.fingerprint()).matches("[0-9a-f]{16}");
  }

  @Test
  void a_letter_keeps_the_latest_ten_tries_and_counts_all() {
    RetryPolicy often =
        new RetryPolicy(6, Duration.ofMillis(1), 1, Duration.ofMillis(1), Duration.ofMinutes(1));
    EventWorkflow workflow = begin(often);
    for (int round = 1; round <= 6; round++) {
      List<ActivityOutcome> outcomes =
          round == 1
              ? List.of(failed("stats", OUTAGE), failed("alerts", OUTAGE), failed("log", OUTAGE))
              : List.of(failed("alerts", OUTAGE), failed("log", OUTAGE), failed("stats", OUTAGE));
      workflow = workflow.ran(outcomes, NOON.plusSeconds(round));
      workflow = round < 6 ? workflow.paused() : workflow;
    }

    DeadLetter letter = letterOf(workflow);
    assertThat(letter.attempts()).isEqualTo(18);
    assertThat(letter.history()).hasSize(10);
    assertThat(letter.history().get(0).round()).isEqualTo(3);
    assertThat(letter.history().get(9))
        .isEqualTo(new Attempt(NOON.plusSeconds(6), "log", 6, OUTAGE));
  }

  @Test
  void a_workflow_is_dead_once_its_dead_letter_is_enqueued() {
    EventWorkflow workflow =
        begin()
            .ran(List.of(done("stats"), failed("alerts", REJECTED), done("log")), NOON)
            .enqueued(NOON.plusSeconds(2));

    assertThat(workflow.next()).isEqualTo(new WorkflowStep.Finish(WorkflowStatus.State.DEAD));
    assertThat(workflow.status().finishedAt()).isEqualTo(NOON.plusSeconds(2));
  }

  @Test
  void the_same_dead_letter_is_enqueued_until_that_succeeds() {
    EventWorkflow workflow =
        begin().ran(List.of(done("stats"), failed("alerts", REJECTED), done("log")), NOON);
    DeadLetter letter = letterOf(workflow);

    for (int i = 0; i < 50; i++) {
      workflow = workflow.enqueueFailed(OUTAGE);
      assertThat(workflow.next()).isInstanceOf(WorkflowStep.Pause.class);
      workflow = workflow.paused();
      assertThat(letterOf(workflow)).isSameAs(letter);
    }
    assertThat(workflow.enqueued(NOON).status().state()).isEqualTo(WorkflowStatus.State.DEAD);
  }

  @Test
  void a_redrive_is_a_workflow_of_its_own_and_another_generation_of_its_letter() {
    WorkflowRequest again =
        new WorkflowRequest(
            EventFixture.request().event(), EventFixture.arrival(), 2, "s0~~m-1", List.of());
    EventWorkflow workflow =
        EventWorkflow.begin(
                again, List.of("alerts"), RetryPolicy.STANDARD, EventFixture.ORIGIN, NOON)
            .ran(List.of(failed("alerts", REJECTED)), NOON);

    assertThat(workflow.status().workflowId()).isEqualTo("s0~~02m-1");
    assertThat(letterOf(workflow).workflowId()).isEqualTo("s0~~02m-1");
    assertThat(letterOf(workflow).id()).isEqualTo("s0~~m-1");
    assertThat(letterOf(workflow).streamId()).isEqualTo("s0");
    assertThat(letterOf(workflow).generation()).isEqualTo(2);
  }

  @Test
  void generations_of_dead_letters_with_ids_of_digits_have_different_workflows() {
    Set<String> ids = new HashSet<>();
    for (int generation = 1; generation < 1_200; generation++) {
      for (int letter = 0; letter < 30; letter++) {
        ids.add(WorkflowRequest.workflowIdOfLetter("s0~~" + letter, generation));
      }
    }
    assertThat(ids).hasSize(1_199 * 30);
  }

  @Test
  void a_redrive_runs_and_reports_only_the_activities_that_it_names() {
    WorkflowRequest again =
        new WorkflowRequest(
            EventFixture.request().event(), EventFixture.arrival(), 1, "s1~e1", List.of("alerts"));
    EventWorkflow workflow =
        EventWorkflow.begin(
            again,
            List.of("stats", "alerts", "log"),
            RetryPolicy.STANDARD,
            EventFixture.ORIGIN,
            NOON);

    assertThat(workflow.next()).isEqualTo(new WorkflowStep.Run(List.of("alerts"), 1));
    assertThat(workflow.status().activities())
        .extracting(ActivityReport::activity)
        .containsExactly("alerts");
  }

  @Test
  void outcomes_of_other_activities_than_those_asked_for_are_a_drivers_error() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> begin().ran(List.of(done("stats")), NOON))
        .withMessageContaining("expected outcomes of [stats, alerts, log]");
  }

  @Test
  void a_driver_that_does_not_follow_the_steps_is_told_the_next_one() {
    assertThatIllegalStateException()
        .isThrownBy(() -> begin().paused())
        .withMessage("the next step is Run");
    assertThatIllegalStateException().isThrownBy(() -> begin().enqueued(NOON));
    assertThatIllegalStateException().isThrownBy(() -> begin().enqueueFailed(OUTAGE));
    EventWorkflow paused =
        begin().ran(List.of(failed("stats", OUTAGE), done("alerts"), done("log")), NOON);
    assertThatIllegalStateException().isThrownBy(() -> paused.ran(List.of(), NOON));
  }

  @Test
  void a_workflow_without_activities_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                EventWorkflow.begin(
                    EventFixture.request(),
                    List.of(),
                    RetryPolicy.STANDARD,
                    EventFixture.ORIGIN,
                    NOON));
  }
}
