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
 * Drives one workflow through a durable context. Holds no rule: it does what {@link EventWorkflow}
 * says. It knows no time but the context's.
 */
final class OrchestrationDriver {

  /**
   * Most tries of a burial in one history. A burial is never given up on, and each try adds the
   * letter to the history, so then the workflow goes on with a new one.
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

  /** A replay comes by again at what has been told. */
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
    Task<JsonNode> burial = call(EventActivityFunctions.BURY, DeadLetterJson.write(letter));
    return outcome(EventActivityFunctions.BURY, burial) instanceof ActivityOutcome.Failed failed
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
      // Each task tells for itself.
    }
  }

  private static ActivityOutcome outcome(String activity, Task<JsonNode> task) {
    try {
      return OutcomeJson.read(activity, object(task.await()));
    } catch (TaskFailedException e) {
      return crashed(activity, e.getErrorDetails());
    }
  }

  /** A host may hand on the object as a text that holds it. */
  private static JsonNode object(JsonNode node) {
    return node.isTextual() ? Json.readObject(node.asText()) : node;
  }

  private static ActivityOutcome crashed(String activity, FailureDetails details) {
    // The exception's own message may quote what must not be kept.
    return new ActivityOutcome.Failed(
        activity,
        Failure.transientFailure(Activities.CRASHED, details.getErrorType()),
        new ExceptionEvidence(details.getErrorType(), null, frames(details.getStackTrace())));
  }

  /** A host's stack trace has messages between its frames, and evidence must not quote any. */
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
