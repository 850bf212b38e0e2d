package io.spillway.core.event;

import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.event.WorkflowStatus;
import java.time.Duration;
import java.util.List;

/** What a driver has to do next for a workflow, and then to tell it. */
public sealed interface WorkflowStep {

  /**
   * Run these activities at the same time, then call {@link EventWorkflow#ran}.
   *
   * @param activities their names, at least one
   * @param round which round this is, from 1
   */
  record Run(List<String> activities, int round) implements WorkflowStep {
    public Run {
      activities = List.copyOf(activities);
    }
  }

  /**
   * Let this much time go by, then call {@link EventWorkflow#paused}.
   *
   * @param duration how long
   */
  record Pause(Duration duration) implements WorkflowStep {}

  /**
   * Bury this letter, then call {@link EventWorkflow#enqueued} or {@code enqueueFailed}.
   *
   * @param letter what is to be buried
   */
  record Enqueue(DeadLetter letter) implements WorkflowStep {}

  /**
   * Nothing more to do.
   *
   * @param outcome how it ended
   */
  record Finish(WorkflowStatus.State outcome) implements WorkflowStep {}
}
