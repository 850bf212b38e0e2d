package io.spillway.functions.orchestration;

import com.microsoft.durabletask.DurableTaskClient;
import io.spillway.ports.Failure;
import io.spillway.ports.Monitored;
import io.spillway.ports.event.Workflows;
import java.util.function.Supplier;

/** What runs workflows on this host, reached by the durable client of each invocation. */
public interface WorkflowEngine extends Monitored {

  /** The code of a workflow that failed or was terminated, and did not do its work. */
  String STOPPED = "workflow.stopped";

  /** The failure of such a workflow. */
  static Failure stopped() {
    return Failure.transientFailure(STOPPED, "the workflow ended without doing its work");
  }

  /**
   * The workflows as one invocation reaches them.
   *
   * @param clients opens a durable client, such as {@code durable::getClient}; each that was opened
   *     is closed again, since the SDK opens a connection for each
   */
  Workflows workflows(WorkflowPlan plan, Supplier<DurableTaskClient> clients);

  /**
   * The same, for a caller that keeps a record of what it starts, looks after it, and starts anew
   * what is not found: a start need not outlive this process, and so never waits.
   */
  default Workflows followed(WorkflowPlan plan, Supplier<DurableTaskClient> clients) {
    return workflows(plan, clients);
  }
}
