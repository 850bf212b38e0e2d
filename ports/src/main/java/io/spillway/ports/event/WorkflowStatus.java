package io.spillway.ports.event;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the workflow of an event is doing.
 *
 * @param workflowId as {@link WorkflowRequest#workflowId()} gives it
 * @param state what became of it so far
 * @param startedAt when it started
 * @param finishedAt when it was done, buried or stopped; null before that
 * @param activities one report for each activity, in the order in which they were registered
 */
public record WorkflowStatus(
    String workflowId,
    State state,
    Instant startedAt,
    @Nullable Instant finishedAt,
    List<ActivityReport> activities) {

  /** What became of a workflow. */
  public enum State {
    /** It is on its way, or waits for its next round. */
    RUNNING,
    /** Every activity is done. */
    DONE,
    /** Given up on: there is a dead letter. */
    DEAD,
    /**
     * Ended by hand or by a fault of its own: there is no dead letter, and its event is only
     * processed to its end when it is started again.
     */
    STOPPED
  }

  public WorkflowStatus {
    requireNonNull(workflowId, "workflowId");
    requireNonNull(state, "state");
    requireNonNull(startedAt, "startedAt");
    activities = List.copyOf(activities);
  }
}
