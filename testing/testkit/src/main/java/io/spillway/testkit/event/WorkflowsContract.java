package io.spillway.testkit.event;

import static io.spillway.testkit.Fixtures.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.spillway.ports.Failure;
import io.spillway.ports.PortException;
import io.spillway.ports.event.ActivityReport;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.event.WorkflowRequest;
import io.spillway.ports.event.WorkflowStatus;
import io.spillway.ports.event.Workflows;
import io.spillway.ports.event.Workflows.PurgeResult;
import io.spillway.testkit.Concurrently;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.MonitoredContract;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract test of {@link Workflows}. Extend it and return your engine from the factory method. */
public abstract class WorkflowsContract implements MonitoredContract {

  private final String stream = Fixtures.uniqueStream();
  private final WorkflowRequest request = event(stream, "e-1").request();
  private final AtomicInteger runs = new AtomicInteger();
  private Workflows workflows;

  /** Behaviour of the activity that most tests use. */
  private volatile Consumer<StreamEvent> activity = event -> {};

  /**
   * {@return an engine with at least three attempts per activity}
   *
   * @param activities the activities by name, which throw a {@link PortException} if they fail
   */
  protected abstract Workflows newWorkflows(Map<String, Consumer<StreamEvent>> activities);

  /** Waits until every started workflow has finished, advancing time as needed. */
  protected abstract void awaitEnd();

  @BeforeEach
  final void openWorkflows() {
    workflows =
        newWorkflows(
            Map.of(
                "only",
                event -> {
                  runs.incrementAndGet();
                  activity.accept(event);
                }));
  }

  @Override
  public final Workflows monitored() {
    return workflows;
  }

  @Test
  void a_workflow_runs_its_activity_once_and_is_done() {
    workflows.start(request);
    awaitEnd();

    WorkflowStatus status = statusOf(request);
    assertThat(runs).hasValue(1);
    assertThat(status.workflowId()).isEqualTo(request.workflowId());
    assertThat(status.state()).isEqualTo(WorkflowStatus.State.DONE);
    assertThat(status.finishedAt()).isNotNull().isAfterOrEqualTo(status.startedAt());
    assertThat(status.activities())
        .singleElement()
        .satisfies(
            report -> {
              assertThat(report.state()).isEqualTo(ActivityReport.State.DONE);
              assertThat(report.attempts()).isEqualTo(1);
              assertThat(report.failure()).isNull();
            });
  }

  @Test
  void a_started_workflow_is_known_as_soon_as_start_returns() {
    workflows.start(request);

    assertThat(workflows.status(request.workflowId())).isPresent();

    awaitEnd();
  }

  @Test
  void a_workflow_that_has_finished_is_not_started_again() {
    workflows.start(request);
    awaitEnd();

    workflows.start(request);
    workflows.start(event(stream, "e-1").raid(5).request());
    awaitEnd();

    assertThat(runs).hasValue(1);
  }

  @Test
  void a_failed_workflow_is_not_started_again() {
    failWith(Failure.permanent("test.rejected", "no use"));
    workflows.start(request);
    awaitEnd();
    activity = event -> {};

    workflows.start(request);
    awaitEnd();

    assertThat(runs).hasValue(1);
    assertThat(statusOf(request).state()).isEqualTo(WorkflowStatus.State.DEAD);
  }

  @Test
  void a_workflow_started_by_sixteen_threads_runs_once() {
    Concurrently.call(
        i -> {
          workflows.start(request);
          return i;
        });
    awaitEnd();

    assertThat(runs).hasValue(1);
  }

  @Test
  void different_workflows_started_concurrently_all_run() {
    Concurrently.call(
        i -> {
          workflows.start(event(stream, "e-" + i).request());
          return i;
        });
    awaitEnd();

    assertThat(runs).hasValue(Concurrently.THREADS);
  }

  @Test
  void events_with_ids_of_every_form_run_once_each_and_are_found() {
    String longest = Fixtures.longestStream();
    for (String id : Fixtures.foreignIds()) {
      workflows.start(event(longest, id).request());
      workflows.start(event(longest, id).request());
    }
    awaitEnd();

    assertThat(runs).hasValue(Fixtures.foreignIds().size());
    for (String id : Fixtures.foreignIds()) {
      String workflowId = WorkflowRequest.workflowId(longest, id, 0);
      assertThat(workflows.status(workflowId))
          .hasValueSatisfying(
              status -> assertThat(status.state()).isEqualTo(WorkflowStatus.State.DONE));
    }
  }

  @Test
  void a_redriven_event_has_a_separate_workflow() {
    WorkflowRequest redriven = WorkflowRequest.of(request.event(), request.arrival(), 1);
    workflows.start(request);
    workflows.start(redriven);
    awaitEnd();

    assertThat(runs).hasValue(2);
    assertThat(statusOf(request).workflowId()).isNotEqualTo(statusOf(redriven).workflowId());
  }

  @Test
  void only_the_activities_of_a_request_run() {
    AtomicInteger others = new AtomicInteger();
    workflows =
        newWorkflows(
            Map.of(
                "first", event -> others.incrementAndGet(),
                "second", event -> runs.incrementAndGet(),
                "third", event -> others.incrementAndGet()));
    WorkflowRequest some =
        new WorkflowRequest(
            request.event(), request.arrival(), 1, stream + "~e-1", List.of("second"));
    workflows.start(some);
    awaitEnd();

    assertThat(runs).hasValue(1);
    assertThat(others).hasValue(0);
    assertThat(statusOf(some).state()).isEqualTo(WorkflowStatus.State.DONE);
    assertThat(statusOf(some).activities())
        .extracting(ActivityReport::activity)
        .containsExactly("second");

    workflows.start(request);
    awaitEnd();

    assertThat(runs).hasValue(2);
    assertThat(others).hasValue(2);
  }

  @Test
  void an_activity_that_fails_temporarily_is_retried() {
    AtomicInteger failuresLeft = new AtomicInteger(2);
    activity =
        event -> {
          if (failuresLeft.getAndDecrement() > 0) {
            throw new PortException(Fixtures.outage());
          }
        };
    workflows.start(request);
    awaitEnd();

    assertThat(runs).hasValue(3);
    assertThat(statusOf(request).state()).isEqualTo(WorkflowStatus.State.DONE);
    assertThat(statusOf(request).activities())
        .extracting(ActivityReport::attempts)
        .containsExactly(3);
  }

  @Test
  void a_permanently_failing_activity_is_attempted_once() {
    Failure hopeless = Failure.permanent("test.rejected", "no use");
    failWith(hopeless);
    workflows.start(request);
    awaitEnd();

    assertThat(runs).hasValue(1);
    assertThat(statusOf(request).state()).isEqualTo(WorkflowStatus.State.DEAD);
    assertThat(statusOf(request).finishedAt()).isNotNull();
    assertThat(statusOf(request).activities())
        .extracting(ActivityReport::state, ActivityReport::failure)
        .containsExactly(tuple(ActivityReport.State.FAILED, hopeless));
  }

  @Test
  void an_activity_that_exhausts_its_retries_fails() {
    failWith(Fixtures.outage());
    workflows.start(request);
    awaitEnd();

    assertThat(runs).hasValueGreaterThanOrEqualTo(3);
    assertThat(statusOf(request).state()).isEqualTo(WorkflowStatus.State.DEAD);
    assertThat(statusOf(request).activities())
        .extracting(ActivityReport::attempts)
        .isEqualTo(List.of(runs.get()));
  }

  @Test
  void the_history_of_a_finished_workflow_can_be_purged() {
    workflows.start(request);
    awaitEnd();

    assertThat(workflows.purge(request.workflowId())).isEqualTo(PurgeResult.PURGED);
    assertThat(workflows.status(request.workflowId())).isEmpty();
    assertThat(workflows.purge(request.workflowId())).isEqualTo(PurgeResult.UNKNOWN);
  }

  @Test
  void the_history_of_a_running_workflow_is_not_purged() {
    List<PurgeResult> results = new CopyOnWriteArrayList<>();
    activity = event -> results.add(workflows.purge(request.workflowId()));
    workflows.start(request);
    awaitEnd();

    assertThat(results).containsExactly(PurgeResult.UNFINISHED);
    assertThat(statusOf(request).state()).isEqualTo(WorkflowStatus.State.DONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "never~started"})
  void an_unknown_workflow_has_no_history(String workflowId) {
    assertThat(workflows.purge(workflowId)).isEqualTo(PurgeResult.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "never~started", "日本 🎉", "../../etc"})
  void an_unknown_workflow_has_no_status(String workflowId) {
    assertThat(workflows.status(workflowId)).isEmpty();
  }

  private WorkflowStatus statusOf(WorkflowRequest started) {
    return workflows.status(started.workflowId()).orElseThrow();
  }

  private void failWith(Failure failure) {
    activity =
        event -> {
          throw new PortException(failure);
        };
  }
}
