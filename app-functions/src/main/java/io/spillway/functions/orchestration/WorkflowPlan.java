package io.spillway.functions.orchestration;

import io.spillway.RetryPolicy;
import io.spillway.ports.deadletter.DeadLetter;
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
}
