package io.spillway.functions.orchestration;

import io.spillway.RetryPolicy;
import io.spillway.ports.deadletter.DeadLetter;
import java.util.List;

/**
 * What new workflows go by; those under way keep what they were started with.
 *
 * @param activities the names of the activities that an event goes through, in order
 * @param origin where the workflows run, for the evidence
 */
public record WorkflowPlan(List<String> activities, RetryPolicy policy, DeadLetter.Origin origin) {

  public WorkflowPlan {
    activities = List.copyOf(activities);
  }
}
