package io.spillway.ports.event;

import io.spillway.ports.Monitored;
import java.util.Optional;

/**
 * What runs workflows. Safe for use by many threads.
 *
 * <p>A workflow with an id that was started before is not started again, whether it is running or
 * has finished; one that was {@linkplain WorkflowStatus.State#STOPPED stopped} begins anew. An
 * engine may forget finished ones after a while. Then, as after a stop, the activities' own
 * idempotency keeps the event from counting twice.
 */
public interface Workflows extends Monitored {

  /**
   * Starts a workflow unless it was started before and not stopped. When this returns, losing the
   * process loses nothing: either the engine has recorded the start, or the workflow has finished.
   * So the caller may forget what it was given only after this has returned.
   *
   * @param request which event, and which activities it runs through
   * @throws io.spillway.ports.PortException {@code workflows.unavailable} (TRANSIENT) when it could
   *     not be started or did not come to an end
   */
  void start(WorkflowRequest request);

  /**
   * {@return how a workflow is doing; empty when it was never started or has been forgotten}
   *
   * @param workflowId {@link WorkflowRequest#workflowId()} of its request; any text
   */
  Optional<WorkflowStatus> status(String workflowId);
}
