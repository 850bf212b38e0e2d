package io.spillway.functions.orchestration;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.durabletask.CompositeTaskFailedException;
import com.microsoft.durabletask.FailureDetails;
import com.microsoft.durabletask.Task;
import com.microsoft.durabletask.TaskFailedException;
import com.microsoft.durabletask.TaskOrchestrationContext;
import io.spillway.core.event.Activities;
import io.spillway.core.event.ActivityOutcome;
import io.spillway.core.event.EventWorkflow;
import io.spillway.core.event.WorkflowStep;
import io.spillway.ports.Failure;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.ExceptionEvidence;
import io.spillway.ports.telemetry.Telemetry;
import io.spillway.wire.DeadLetterJson;
import io.spillway.wire.EventJson;
import io.spillway.wire.Json;
import io.spillway.wire.WorkflowStatusJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Drives one workflow through a durable context. Contains no rules: it runs the steps of {@link
 * EventWorkflow}, and uses only the context's time.
 */
final class OrchestrationDriver {

  /**
   * Maximum number of enqueue attempts in one history. Dead-lettering is retried without end, and
   * each attempt adds the dead letter to the history, so then the workflow continues with a new
   * history.
   */
  static final int MAX_ENQUEUES = 10;

  private final TaskOrchestrationContext context;
  private final Telemetry telemetry;

  OrchestrationDriver(TaskOrchestrationContext context, Telemetry telemetry) {
    this.context = context;
    this.telemetry = telemetry;
  }

  void drive() {
    WorkflowInput input = WorkflowInput.read(context.getInput(JsonNode.class));
    EventWorkflow workflow = input.begin(now());
    report(workflow);
    int burials = 0;
    while (!(workflow.next() instanceof WorkflowStep.Finish)) {
      if (workflow.next() instanceof WorkflowStep.Enqueue && burials++ == MAX_ENQUEUES) {
        context.continueAsNew(input.goingOnWith(workflow.deadLettering()).write());
      }
      workflow = take(workflow.next(), workflow);
      report(workflow);
      tell(workflow);
    }
  }

  private void report(EventWorkflow workflow) {
    context.setCustomStatus(WorkflowStatusJson.write(workflow.status()));
  }

  /** Reports outcomes, except on replay. */
  private void tell(EventWorkflow workflow) {
    if (!context.getIsReplaying()) {
      workflow.outcome().ifPresent(telemetry::note);
    }
  }

  private EventWorkflow take(WorkflowStep step, EventWorkflow workflow) {
    if (step instanceof WorkflowStep.Run round) {
      ObjectNode event = EventJson.write(workflow.event());
      return workflow.ran(runAll(round.activities(), event), now());
    }
    if (step instanceof WorkflowStep.Pause pause) {
      context.createTimer(pause.duration()).await();
      return workflow.paused();
    }
    return enqueue(((WorkflowStep.Enqueue) step).letter(), workflow);
  }

  private EventWorkflow enqueue(DeadLetter letter, EventWorkflow workflow) {
    Task<JsonNode> pendingDeadLetter =
        call(EventActivityFunctions.BURY, DeadLetterJson.write(letter));
    return outcome(EventActivityFunctions.BURY, pendingDeadLetter)
            instanceof ActivityOutcome.Failed failed
        ? workflow.enqueueFailed(failed.failure())
        : workflow.enqueued(now());
  }

  private List<ActivityOutcome> runAll(List<String> names, ObjectNode event) {
    List<Task<JsonNode>> tasks = names.stream().map(name -> call(name, event)).toList();
    awaitAll(tasks);
    List<ActivityOutcome> outcomes = new ArrayList<>();
    for (int i = 0; i < tasks.size(); i++) {
      outcomes.add(outcome(names.get(i), tasks.get(i)));
    }
    return outcomes;
  }

  private Task<JsonNode> call(String activity, ObjectNode input) {
    return context.callActivity(activity, input, JsonNode.class);
  }

  private void awaitAll(List<Task<JsonNode>> tasks) {
    try {
      context.allOf(tasks).await();
    } catch (CompositeTaskFailedException e) {
      // Each task reports for itself.
    }
  }

  private static ActivityOutcome outcome(String activity, Task<JsonNode> task) {
    try {
      return OutcomeJson.read(activity, object(task.await()));
    } catch (TaskFailedException e) {
      return toCrashOutcome(activity, e.getErrorDetails());
    }
  }

  /** Returns the object; a host may pass it as a text that contains it. */
  private static JsonNode object(JsonNode node) {
    return node.isTextual() ? Json.readObject(node.asText()) : node;
  }

  private static ActivityOutcome toCrashOutcome(String activity, FailureDetails details) {
    // The exception's own message may quote users' text.
    return new ActivityOutcome.Failed(
        activity,
        Failure.transientFailure(Activities.CRASHED, details.getErrorType()),
        new ExceptionEvidence(details.getErrorType(), null, frames(details.getStackTrace())));
  }

  /**
   * Returns the frames only, because a host's stack trace contains messages, which evidence must
   * not quote.
   */
  private static String frames(@Nullable String stackTrace) {
    return stackTrace == null
        ? ""
        : stackTrace
            .lines()
            .map(String::strip)
            .filter(line -> line.startsWith("at "))
            .map(line -> line.substring(3))
            .collect(joining("\n"));
  }

  private Instant now() {
    return context.getCurrentInstant();
  }
}
