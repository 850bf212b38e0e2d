package io.spillway.local;

import com.microsoft.durabletask.DurableTaskClient;
import com.microsoft.durabletask.azurefunctions.DurableClientContext;
import io.spillway.durable.LocalDurableContext;
import io.spillway.functions.orchestration.DurableWorkflowEngine;
import io.spillway.functions.orchestration.EventProcessing;
import io.spillway.functions.orchestration.WorkflowEngine;
import io.spillway.functions.orchestration.WorkflowPlan;
import io.spillway.ports.Health;
import io.spillway.ports.event.Workflows;
import java.time.Duration;
import java.util.function.Supplier;

/** Workflow engine of the local host, which keeps orchestrations in memory. */
final class AwaitedWorkflowEngine implements WorkflowEngine {

  private final DurableWorkflowEngine engine = new DurableWorkflowEngine();
  private final Duration atMost;

  /**
   * @param atMost the maximum wait of a start for the workflow's end
   */
  AwaitedWorkflowEngine(Duration atMost) {
    this.atMost = atMost;
  }

  @Override
  public Workflows workflows(WorkflowPlan plan, Supplier<DurableTaskClient> clients) {
    return engine.workflows(plan, clients);
  }

  @Override
  public Workflows workflows(EventProcessing processing, DurableClientContext durable) {
    return new DirectWorkflows(
        ((LocalDurableContext) durable).engine(),
        workflows(processing.plan(), durable::getClient),
        processing.plan(),
        processing.activities(),
        processing.telemetry(),
        atMost);
  }

  @Override
  public Health health() {
    return new Health("durable-engine", engine.health().state(), engine.health().detail());
  }
}
