package io.spillway.functions.orchestration;

import com.microsoft.durabletask.DurableTaskClient;
import io.spillway.ports.Health;
import io.spillway.ports.event.Workflows;
import java.util.function.Supplier;

/** Durable Functions engine, which persists a start before it acknowledges. */
public final class DurableWorkflowEngine implements WorkflowEngine {

  private final Pulse pulse = new Pulse();

  @Override
  public Workflows workflows(WorkflowPlan plan, Supplier<DurableTaskClient> clients) {
    return new DurableWorkflows(clients, plan, pulse);
  }

  /** Returns the outcome of the last request to the engine; makes none itself. */
  @Override
  public Health health() {
    return pulse.health();
  }

  /** Last known state of the engine. */
  static final class Pulse {

    private volatile boolean silent;

    void recordAnswer() {
      silent = false;
    }

    void silent() {
      silent = true;
    }

    Health health() {
      String adapter = "durable-functions";
      return silent
          ? new Health(adapter, Health.State.DOWN, "the engine did not answer")
          : Health.up(adapter);
    }
  }
}
