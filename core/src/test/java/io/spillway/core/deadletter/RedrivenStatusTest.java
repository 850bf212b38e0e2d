package io.spillway.core.deadletter;

import static io.spillway.core.deadletter.RedriveFixture.STREAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.spillway.RedrivePreview;
import io.spillway.core.InterleavedStore;
import io.spillway.core.event.EventStatus;
import io.spillway.core.event.EventStatuses;
import io.spillway.ports.Failure;
import io.spillway.ports.Health;
import io.spillway.ports.PortException;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.DeadLetterState;
import io.spillway.ports.deadletter.LedgerEntry;
import io.spillway.ports.event.ActivityReport;
import io.spillway.ports.event.WorkflowRequest;
import io.spillway.ports.event.WorkflowStatus;
import io.spillway.ports.event.WorkflowStatus.State;
import io.spillway.ports.event.Workflows;
import io.spillway.testkit.Crash;
import io.spillway.testkit.Fixtures;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Status of events whose dead letters are redriven. */
class RedrivenStatusTest {

  private final RedriveFixture given = new RedriveFixture();

  private Optional<EventStatus> find(Workflows workflows) {
    return new EventStatuses(workflows, given.ledger).find(STREAM, "e-0");
  }

  private EventStatus status() {
    return find(given.workflows).orElseThrow();
  }

  private State state() {
    return status().merged().state();
  }

  private void order(String id) {
    given.redrives.order(id, given.order(null, List.of("main~e-0"), false));
  }

  @Test
  void an_event_is_done_after_a_redrive_that_succeeded() {
    given.receiveDead(1);
    assertThat(state()).isEqualTo(State.DEAD);

    given.redrive("r-1");

    WorkflowStatus merged = status().merged();
    assertThat(merged.workflowId()).isEqualTo("main~e-0");
    assertThat(merged.state()).isEqualTo(State.DONE);
    assertThat(merged.activities())
        .extracting(ActivityReport::activity, ActivityReport::state)
        .containsExactly(
            tuple("stats", ActivityReport.State.DONE),
            tuple("alerts", ActivityReport.State.DONE),
            tuple("log", ActivityReport.State.DONE));
    EventStatus.Generation first = status().generations().get(0);
    EventStatus.Generation second = status().generations().get(1);
    assertThat(status().generations()).hasSize(2);
    assertThat(first.number()).isZero();
    assertThat(first.status().state()).isEqualTo(State.DEAD);
    assertThat(second.number()).isEqualTo(1);
    assertThat(second.status().workflowId()).isEqualTo("main~e-0~1");
    assertThat(second.status().activities())
        .extracting(ActivityReport::activity)
        .containsExactly("log");
    assertThat(merged.startedAt()).isEqualTo(first.status().startedAt());
    assertThat(merged.finishedAt()).isEqualTo(second.status().finishedAt());
  }

  @Test
  void an_event_is_running_while_a_redrive_runs() {
    given.receiveDead(1);
    order("r-1");
    List<WorkflowStatus> seen = new ArrayList<>();
    Workflows watched =
        InterleavedStore.before(
            Workflows.class, given.workflows, "start", () -> seen.add(status().merged()));

    given.sweep.advance(watched);

    assertThat(seen).hasSize(1);
    assertThat(seen.get(0).state()).isEqualTo(State.RUNNING);
    assertThat(seen.get(0).finishedAt()).isNull();
    assertThat(state()).isEqualTo(State.DONE);
  }

  @Test
  void an_event_is_dead_after_a_redrive_that_failed_and_done_after_the_next() {
    given.receiveDead(1);

    given.redriveInVain("r-1");

    assertThat(state()).isEqualTo(State.DEAD);
    assertThat(status().generations()).extracting(EventStatus.Generation::number).contains(0, 1);
    assertThat(given.entry("e-0").redrives()).isEqualTo(1);
    assertThat(given.entry("e-0").letter().activities())
        .extracting(ActivityReport::activity, ActivityReport::state)
        .containsExactly(
            tuple("stats", ActivityReport.State.DONE),
            tuple("alerts", ActivityReport.State.DONE),
            tuple("log", ActivityReport.State.FAILED));

    given.redrive("r-2");

    assertThat(state()).isEqualTo(State.DONE);
    assertThat(status().generations())
        .extracting(one -> one.status().state())
        .containsExactly(State.DEAD, State.DEAD, State.DONE);
    assertThat(given.entry("e-0").redrives()).isEqualTo(2);
    assertThat(given.entry("e-0").letter().generation()).isEqualTo(1);
  }

  @Test
  void two_redrives_of_one_dead_letter_leave_one_that_was_begun_and_an_event_that_is_done() {
    given.receiveDead(1);
    order("r-1");
    order("r-2");
    given.finish();

    assertThat(state()).isEqualTo(State.DONE);
    assertThat(given.entry("e-0").redrives()).isEqualTo(1);
    assertThat(status().generations()).hasSize(2);
  }

  @Test
  void an_event_is_done_when_its_redrive_succeeded_and_could_not_be_recorded() {
    given.receiveDead(1);
    order("r-1");
    given.faults.failBefore(
        "DeadLetterLedger.replace", 2, Failure.transientFailure("dead-letters.unavailable", ""));
    assertThatThrownBy(() -> given.sweep.advance(given.workflows))
        .isInstanceOf(PortException.class);

    assertThat(given.entry("e-0").state()).isEqualTo(DeadLetterState.REDRIVING);
    assertThat(state()).isEqualTo(State.DONE);
  }

  @Test
  void an_event_is_running_after_a_crash_that_lost_the_success_of_its_redrive() {
    given.receiveDead(1);
    order("r-1");
    given.faults.crashBefore("DeadLetterLedger.replace", 2);
    assertThatThrownBy(() -> given.sweep.advance(given.workflows)).isInstanceOf(Crash.class);
    given.restart();

    assertThat(state()).isEqualTo(State.RUNNING);
    given.clock.advance(RedriveSweep.LEASE);
    given.finish();
    assertThat(state()).isEqualTo(State.DONE);
  }

  @Test
  void an_event_stays_done_after_its_workflows_were_purged() {
    given.receiveDead(1);
    given.redrive("r-1");
    given.restart();

    EventStatus status = status();

    LedgerEntry entry = given.entry("e-0");
    assertThat(status.generations()).isEmpty();
    assertThat(status.merged().state()).isEqualTo(State.DONE);
    assertThat(status.merged().startedAt()).isEqualTo(entry.letter().firstAttemptAt());
    assertThat(status.merged().finishedAt()).isEqualTo(entry.lastStep().at());
    assertThat(status.merged().activities())
        .allMatch(report -> report.state() == ActivityReport.State.DONE && report.failure() == null)
        .extracting(ActivityReport::activity)
        .containsExactly("stats", "alerts", "log");
  }

  @Test
  void an_event_stays_done_after_only_its_first_workflow_was_purged() {
    given.receiveDead(1);
    given.redrive("r-1");
    given.workflows.purge("main~e-0");

    assertThat(state()).isEqualTo(State.DONE);
    assertThat(status().generations())
        .extracting(EventStatus.Generation::number)
        .containsExactly(1);
    assertThat(status().merged().activities()).hasSize(3);
  }

  @Test
  void a_dead_event_stays_dead_after_its_workflow_was_purged() {
    given.receiveDead(1);
    given.restart();
    assertThat(state()).isEqualTo(State.DEAD);
    assertThat(status().merged().finishedAt())
        .isEqualTo(given.entry("e-0").letter().deadLetteredAt());

    given.operations.discard(
        "main~e-0", given.ledger.find("main~e-0").orElseThrow().version(), "no use", "ada");

    assertThat(state()).isEqualTo(State.DEAD);
    assertThat(status().merged().activities()).hasSize(3);
  }

  @Test
  void an_event_without_a_workflow_or_a_dead_letter_has_no_status() {
    assertThat(find(given.workflows)).isEmpty();

    given.ledger.add(Fixtures.deadLetter(STREAM, "e-0").notUnderstood().entry());

    assertThat(find(given.workflows)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void an_event_that_never_had_a_workflow_has_the_status_of_its_redrive(DeadLetterState state) {
    given.ledger.add(Fixtures.deadLetter(STREAM, "e-0").notUnderstood().state(state).entry());

    Optional<State> found = find(given.workflows).map(status -> status.merged().state());

    assertThat(found)
        .isEqualTo(
            switch (state) {
              case OPEN, WAITING, DISCARDED -> Optional.empty();
              case REDRIVING -> Optional.of(State.RUNNING);
              case REDRIVEN -> Optional.of(State.DONE);
            });
  }

  @Test
  void a_dead_letter_whose_reports_were_truncated_keeps_what_was_done_before_and_runs_all() {
    given.receiveDead(1);
    given.faults.outage("EventLog.append", Failure.permanent("events.rejected", "still wrong"));
    order("r-1");
    given.sweep.advance(given.workflows);
    DeadLetter letter = given.enqueued.get(0);
    given.enqueued.set(0, letter.toBuilder().workflow(letter.workflowId(), List.of()).build());

    given.drainAll();

    assertThat(given.entry("e-0").letter().activities())
        .extracting(ActivityReport::activity)
        .containsExactly("stats", "alerts");
    given.clock.advance(Duration.ofSeconds(1));
    assertThat(given.redrives.preview(given.everything(false)).runs())
        .containsExactly(new RedrivePreview.Run("main~e-0", List.of(), List.of()));
  }

  @Test
  void the_ledger_is_read_once_and_only_for_an_event_that_is_not_done() {
    given.receiveDead(1);
    given.receive("e-9", 100);
    int before = given.faults.calls().size();

    new EventStatuses(given.workflows, given.ledger).find(STREAM, "e-9");
    assertThat(given.faults.calls()).hasSize(before);

    status();
    assertThat(given.faults.calls().subList(before, given.faults.calls().size()))
        .containsExactly("DeadLetterLedger.find");
  }

  @ParameterizedTest
  @EnumSource
  void a_stopped_workflow_counts_unless_its_dead_letter_is_redriven(DeadLetterState state) {
    given.ledger.add(Fixtures.deadLetter(STREAM, "e-0").state(state).entry());

    EventStatus status = find(new Stopped(given.clock.instant())).orElseThrow();

    assertThat(status.merged().state())
        .isEqualTo(
            switch (state) {
              case OPEN, DISCARDED -> State.STOPPED;
              case WAITING, REDRIVING -> State.RUNNING;
              case REDRIVEN -> State.DONE;
            });
  }

  @Test
  void a_stopped_workflow_without_a_dead_letter_is_stopped() {
    EventStatus status = find(new Stopped(given.clock.instant())).orElseThrow();

    assertThat(status.merged().state()).isEqualTo(State.STOPPED);
    assertThat(status.generations()).hasSize(1);
  }

  @Test
  void a_redrive_that_failed_is_dead_while_its_dead_letter_is_queued() {
    given.receiveDead(1);
    given.faults.outage("EventLog.append", Failure.permanent("events.rejected", "still wrong"));
    order("r-1");
    given.sweep.advance(given.workflows);

    assertThat(given.entry("e-0").state()).isEqualTo(DeadLetterState.REDRIVING);
    assertThat(state()).isEqualTo(State.DEAD);
  }

  @Test
  void the_latest_of_many_redrives_are_read() {
    given.ledger.add(Fixtures.deadLetter(STREAM, "e-0").generation(90).entry());
    List<String> asked = new ArrayList<>();
    Workflows counted = new Asked(asked);

    find(counted);

    assertThat(asked).hasSize(1 + EventStatuses.MAX_REDRIVES);
    assertThat(asked)
        .contains("main~e-0", "main~e-0~71", "main~e-0~90")
        .doesNotContain("main~e-0~70");
  }

  /** Engine whose only workflow, the first of the event, is stopped. */
  private record Stopped(Instant at) implements NoEngine {
    @Override
    public Optional<WorkflowStatus> status(String workflowId) {
      return workflowId.equals("main~e-0")
          ? Optional.of(new WorkflowStatus(workflowId, State.STOPPED, at, at, List.of()))
          : Optional.empty();
    }
  }

  /** Engine that has no workflows and records the ids it is asked for. */
  private record Asked(List<String> ids) implements NoEngine {
    @Override
    public Optional<WorkflowStatus> status(String workflowId) {
      ids.add(workflowId);
      return Optional.empty();
    }
  }

  private interface NoEngine extends Workflows {
    @Override
    default void start(WorkflowRequest request) {
      throw new UnsupportedOperationException();
    }

    @Override
    default PurgeResult purge(String workflowId) {
      return PurgeResult.UNKNOWN;
    }

    @Override
    default Health health() {
      return Health.up("none");
    }
  }
}
