package io.spillway.ports.event;

import io.spillway.ports.Monitored;
import java.util.Optional;

/**
 * Workflow engine. Thread-safe.
 *
 * <p>Starting is idempotent: a workflow that runs or has finished is not started again, but a
 * {@linkplain WorkflowStatus.State#STOPPED stopped} one is. An engine may purge finished workflows
 * after some time. Then, as after a stop, the activities' own idempotency prevents double counting.
 */
public interface Workflows extends Monitored {

  /**
   * Starts a workflow unless it was started before and not stopped. When this method returns, the
   * start is durable or the workflow has finished; only then may the caller delete the queued
   * event.
   *
   * @param request the event and the activities to run
   * @throws io.spillway.ports.PortException {@code workflows.unavailable} (TRANSIENT) if it could
   *     not be started or did not finish
   */
  void start(WorkflowRequest request);

  /**
   * {@return the status of a workflow; empty if it was never started or has been purged}
   *
   * @param workflowId any text; a workflow's id is {@link WorkflowRequest#workflowId()}
   */
  Optional<WorkflowStatus> status(String workflowId);

  /** Result of {@link Workflows#purge}. */
  enum PurgeResult {
    /** The history was deleted. */
    PURGED,
    /** There is no history. */
    UNKNOWN,
    /** The workflow runs, or was stopped with the only copy of its event; nothing was deleted. */
    UNFINISHED
  }

  /**
   * Deletes the history of a finished workflow, which has its event. Idempotent.
   *
   * @param workflowId any text; a workflow's id is {@link WorkflowRequest#workflowId()}
   * @return the result
   * @throws io.spillway.ports.PortException {@code workflows.unavailable} (TRANSIENT) if the engine
   *     did not answer; the history may have been deleted
   */
  PurgeResult purge(String workflowId);
}
