package io.spillway.functions.orchestration;

import com.microsoft.durabletask.DurableTaskClient;
import io.spillway.ports.Health;
import io.spillway.ports.event.Workflows;
import java.util.function.Supplier;

/** The engine of Durable Functions, which records a start before it answers. */
public final class DurableWorkflowEngine implements WorkflowEngine {

  private final Pulse pulse = new Pulse();

  @Override
  public Workflows workflows(WorkflowPlan plan, Supplier<DurableTaskClient> clients) {
    return new DurableWorkflows(clients, plan, pulse);
  }

  /** How it was when it was last asked for something; itself it asks nothing. */
  @Override
  public Health health() {
    return pulse.health();
  }

  /** Whether the engine answered last time. */
  static final class Pulse {

    private volatile boolean silent;

    void answered() {
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
