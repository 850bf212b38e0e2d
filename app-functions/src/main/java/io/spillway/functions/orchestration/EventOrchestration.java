package io.spillway.functions.orchestration;

import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.durabletask.TaskOrchestrationContext;
import com.microsoft.durabletask.azurefunctions.DurableOrchestrationTrigger;
import io.spillway.ports.telemetry.Telemetry;

/** The orchestrator of events: its id is the workflow's. */
public final class EventOrchestration {

  static final String NAME = "process-event";

  private final Telemetry telemetry;

  /**
   * @param telemetry hears of retries and of ends, each once: not when they are replayed
   */
  public EventOrchestration(Telemetry telemetry) {
    this.telemetry = telemetry;
  }

  /** Returns nothing: how it went is its custom status, from its first step to its last. */
  @FunctionName(NAME)
  public void run(@DurableOrchestrationTrigger(name = "context") TaskOrchestrationContext context) {
    new OrchestrationDriver(context, telemetry).drive();
  }
}
