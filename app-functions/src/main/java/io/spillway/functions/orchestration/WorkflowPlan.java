package io.spillway.functions.orchestration;

import io.spillway.RetryPolicy;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.event.WorkflowRequest;
import io.spillway.wire.Json;
import java.util.List;

/**
 * Plan of new workflows; running ones keep the plan of their start.
 *
 * @param activities the names of an event's activities, in order
 * @param origin the host, for the evidence
 */
public record WorkflowPlan(List<String> activities, RetryPolicy policy, DeadLetter.Origin origin) {

  public WorkflowPlan {
    activities = List.copyOf(activities);
  }

  /** Returns the input of {@link EventOrchestration} for a new workflow, as JSON text. */
  public String input(WorkflowRequest request) {
    return Json.text(WorkflowInput.start(request, this).write());
  }
}
