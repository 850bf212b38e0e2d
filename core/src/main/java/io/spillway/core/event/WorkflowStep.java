package io.spillway.core.event;

import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.event.WorkflowStatus;
import java.time.Duration;
import java.util.List;

/** Next step of a workflow, which a driver performs and reports. */
public sealed interface WorkflowStep {

  /**
   * Run activities in parallel, then call {@link EventWorkflow#ran}.
   *
   * @param activities the activities' names, at least one
   * @param round the number of the round, from 1
   */
  record Run(List<String> activities, int round) implements WorkflowStep {
    public Run {
      activities = List.copyOf(activities);
    }
  }

  /**
   * Wait, then call {@link EventWorkflow#paused}.
   *
   * @param duration the time to wait
   */
  record Pause(Duration duration) implements WorkflowStep {}

  /**
   * Enqueue a dead letter, then call {@link EventWorkflow#enqueued} or {@link
   * EventWorkflow#enqueueFailed}.
   *
   * @param letter the dead letter
   */
  record Enqueue(DeadLetter letter) implements WorkflowStep {}

  /**
   * End of the workflow.
   *
   * @param outcome the final state
   */
  record Finish(WorkflowStatus.State outcome) implements WorkflowStep {}
}
