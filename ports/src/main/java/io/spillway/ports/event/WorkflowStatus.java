package io.spillway.ports.event;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Status of an event's workflow.
 *
 * @param workflowId the id, from {@link WorkflowRequest#workflowId()}
 * @param state the state
 * @param startedAt the time of the start
 * @param finishedAt the time at which it was done, dead-lettered or stopped; null before that
 * @param activities one report per activity, in order of registration
 */
public record WorkflowStatus(
    String workflowId,
    State state,
    Instant startedAt,
    @Nullable Instant finishedAt,
    List<ActivityReport> activities) {

  /** State of a workflow. */
  public enum State {
    /** Running, or waiting for the next round. */
    RUNNING,
    /** Every activity is done. */
    DONE,
    /** Failed; a dead letter exists. */
    DEAD,
    /**
     * Terminated manually or by an internal error: there is no dead letter, and the event is not
     * fully processed until it is started again.
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
