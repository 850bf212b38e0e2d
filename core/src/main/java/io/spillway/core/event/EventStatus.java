package io.spillway.core.event;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.deadletter.PendingRetry;
import io.spillway.ports.event.WorkflowStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Status of an event over all generations of its workflow.
 *
 * @param merged the status of the event, with the id of its first workflow; an activity that is
 *     done in any generation is done
 * @param generations the generations that the engine still has, oldest first
 * @param retry the automatic retry that the event waits for, or that runs; null for none
 */
public record EventStatus(
    WorkflowStatus merged, List<Generation> generations, @Nullable PendingRetry retry) {

  /**
   * One run of an event: its first workflow, or a redrive.
   *
   * @param number 0 for the first workflow, increased by one with each redrive that failed
   * @param status the status of this workflow
   */
  public record Generation(int number, WorkflowStatus status) {
    public Generation {
      requireNonNull(status, "status");
    }
  }

  public EventStatus {
    requireNonNull(merged, "merged");
    generations = List.copyOf(generations);
  }
}
