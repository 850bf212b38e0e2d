package io.spillway.local;

import io.spillway.core.event.Activities;
import io.spillway.core.event.ActivityOutcome;
import io.spillway.core.event.EventWorkflow;
import io.spillway.core.event.ParallelRun;
import io.spillway.core.event.WorkflowStep;
import io.spillway.durable.DurableEngine;
import io.spillway.durable.FirstTurn;
import io.spillway.durable.InstanceStatus;
import io.spillway.functions.orchestration.EventOrchestration;
import io.spillway.functions.orchestration.OutcomeJson;
import io.spillway.functions.orchestration.WorkflowEngine;
import io.spillway.functions.orchestration.WorkflowPlan;
import io.spillway.ports.Failure;
import io.spillway.ports.Health;
import io.spillway.ports.PortException;
import io.spillway.ports.event.WorkflowRequest;
import io.spillway.ports.event.WorkflowStatus;
import io.spillway.ports.event.Workflows;
import io.spillway.ports.telemetry.Telemetry;
import io.spillway.wire.EventJson;
import io.spillway.wire.Json;
import io.spillway.wire.WorkflowStatusJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Workflows on one machine. The starting thread runs the first round of activities by core's state
 * machine, as an embedder's would, without histories and JSON. If the round does not complete the
 * workflow, the durable orchestrator continues from a history of the round; so it does for a sample
 * of the others, whose activities are called as functions, as a check.
 *
 * <p>A start returns at the workflow's end, also if the workflow was already running, because the
 * engine's state does not survive the process.
 */
public final class DirectWorkflows implements Workflows {

  private final DurableEngine engine;
  private final Workflows durable;
  private final WorkflowPlan plan;
  private final Activities activities;
  private final Telemetry telemetry;
  private final Duration atMost;

  /**
   * Creates the workflows of an engine.
   *
   * @param durable workflows on the same engine, for all that is not a start
   * @param activities the activities; the engine's functions of the same names run the same ones
   * @param telemetry the receiver of the ends that the orchestrator does not report
   * @param atMost the maximum wait of a start for a workflow that does not end in its first round;
   *     then the start throws, while the workflow continues
   */
  public DirectWorkflows(
      DurableEngine engine,
      Workflows durable,
      WorkflowPlan plan,
      Activities activities,
      Telemetry telemetry,
      Duration atMost) {
    this.engine = engine;
    this.durable = durable;
    this.plan = plan;
    this.activities = activities;
    this.telemetry = telemetry;
    this.atMost = atMost;
  }

  @Override
  public void start(WorkflowRequest request) {
    Optional<FirstTurn> first = begin(request);
    if (first.isEmpty() || !endsIn(first.get(), request)) {
      awaitEnd(request.workflowId());
    }
  }

  private Optional<FirstTurn> begin(WorkflowRequest request) {
    try {
      return engine.begin(request.workflowId(), EventOrchestration.NAME, () -> plan.input(request));
    } catch (RejectedExecutionException e) {
      throw unavailable("too many workflows are running", e);
    }
  }

  private boolean endsIn(FirstTurn turn, WorkflowRequest request) {
    try {
      return run(turn, request);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      turn.fail(e);
      throw unavailable("the workflow was interrupted", e);
    } catch (RuntimeException | Error e) {
      turn.fail(e);
      throw unavailable("the workflow did not complete", e);
    }
  }

  /** Returns whether the workflow has completed; otherwise the engine has taken it over. */
  private boolean run(FirstTurn turn, WorkflowRequest request) throws InterruptedException {
    EventWorkflow begun =
        EventWorkflow.begin(
            request, plan.activities(), plan.policy(), plan.origin(), turn.startedAt());
    List<String> names = ((WorkflowStep.Run) begun.next()).activities();
    List<ActivityOutcome> outcomes =
        ParallelRun.of(names, activity(turn, request), turn.executor());
    Instant now = turn.now();
    EventWorkflow after = begun.ran(outcomes, now);
    WorkflowStatus status = after.status();
    if (turn.isReplayed() || !(after.next() instanceof WorkflowStep.Finish)) {
      turn.replay(calls(request, outcomes), text(status), now);
      return false;
    }
    boolean isCompleted = turn.complete(() -> text(status), now);
    if (isCompleted) {
      after.outcome().ifPresent(telemetry::note);
    }
    return isCompleted;
  }

  private Function<String, ActivityOutcome> activity(FirstTurn turn, WorkflowRequest request) {
    if (!turn.isReplayed()) {
      return name -> activities.execute(name, request.event());
    }
    String input = input(request);
    return name -> OutcomeJson.read(name, Json.readObject(turn.call(name, input)));
  }

  private static List<FirstTurn.Call> calls(
      WorkflowRequest request, List<ActivityOutcome> outcomes) {
    String input = input(request);
    return outcomes.stream()
        .map(
            outcome ->
                new FirstTurn.Call(
                    outcome.activity(), input, Json.text(OutcomeJson.write(outcome))))
        .toList();
  }

  private static String input(WorkflowRequest request) {
    return Json.text(EventJson.write(request.event()));
  }

  private static String text(WorkflowStatus status) {
    return Json.text(WorkflowStatusJson.write(status));
  }

  private void awaitEnd(String workflowId) {
    Optional<CompletionStage<InstanceStatus>> end = engine.end(workflowId);
    // A missing workflow ended so long ago that it has been evicted.
    if (end.isPresent() && await(end.get()).hasStopped()) {
      throw new PortException(WorkflowEngine.stopped());
    }
  }

  private InstanceStatus await(CompletionStage<InstanceStatus> end) {
    try {
      return end.toCompletableFuture().get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable("the wait for the workflow was interrupted", e);
    } catch (TimeoutException | ExecutionException e) {
      throw unavailable("the workflow did not end in time", e);
    }
  }

  private static PortException unavailable(String message, Throwable cause) {
    return new PortException(Failure.transientFailure("workflows.unavailable", message), cause);
  }

  @Override
  public Optional<WorkflowStatus> status(String workflowId) {
    return durable.status(workflowId);
  }

  @Override
  public PurgeResult purge(String workflowId) {
    return durable.purge(workflowId);
  }

  @Override
  public Health health() {
    return durable.health();
  }
}
