package io.spillway.functions.orchestration;

import com.microsoft.durabletask.DurableTaskClient;
import com.microsoft.durabletask.azurefunctions.DurableClientContext;
import io.spillway.ports.Failure;
import io.spillway.ports.Monitored;
import io.spillway.ports.event.Workflows;
import java.util.function.Supplier;

/** Workflow engine of this host, accessed through the durable client of each invocation. */
public interface WorkflowEngine extends Monitored {

  /** Code of a workflow that failed or was terminated before completion. */
  String STOPPED = "workflow.stopped";

  /** Returns the failure of such a workflow. */
  static Failure stopped() {
    return Failure.transientFailure(STOPPED, "the workflow ended before completion");
  }

  /**
   * Returns the workflows of one invocation.
   *
   * @param clients the source of durable clients, such as {@code durable::getClient}; each is
   *     closed after use, because the SDK opens a connection for each
   */
  Workflows workflows(WorkflowPlan plan, Supplier<DurableTaskClient> clients);

  /**
   * Returns the workflows of one invocation for events that have just arrived. By default those of
   * {@link #workflows(WorkflowPlan, Supplier)}.
   *
   * @param processing the activities, the plan and the telemetry
   * @param durable the durable client of the invocation
   */
  default Workflows workflows(EventProcessing processing, DurableClientContext durable) {
    return workflows(processing.plan(), durable::getClient);
  }

  /**
   * Returns the workflows for a caller that records its starts, follows them and restarts missing
   * ones: a start need not be durable, and so never waits.
   */
  default Workflows followed(WorkflowPlan plan, Supplier<DurableTaskClient> clients) {
    return workflows(plan, clients);
  }
}
