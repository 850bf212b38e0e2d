package io.spillway.local;

import com.microsoft.durabletask.DurableTaskClient;
import io.spillway.functions.orchestration.DurableWorkflowEngine;
import io.spillway.functions.orchestration.WorkflowEngine;
import io.spillway.functions.orchestration.WorkflowPlan;
import io.spillway.ports.Health;
import io.spillway.ports.event.Workflows;
import java.time.Duration;
import java.util.function.Supplier;

/** This host's engine, which keeps orchestrations in memory. */
final class AwaitedWorkflowEngine implements WorkflowEngine {

  private final DurableWorkflowEngine engine = new DurableWorkflowEngine();
  private final Duration atMost;

  /**
   * @param atMost how long a start waits for the workflow's end
   */
  AwaitedWorkflowEngine(Duration atMost) {
    this.atMost = atMost;
  }

  @Override
  public Workflows workflows(WorkflowPlan plan, Supplier<DurableTaskClient> clients) {
    return new BlockingWorkflows(engine.workflows(plan, clients), clients, atMost);
  }

  @Override
  public Workflows followed(WorkflowPlan plan, Supplier<DurableTaskClient> clients) {
    return engine.workflows(plan, clients);
  }

  @Override
  public Health health() {
    return new Health("durable-engine", engine.health().state(), engine.health().detail());
  }
}
