package io.spillway.functions.orchestration;

import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.durabletask.TaskOrchestrationContext;
import com.microsoft.durabletask.azurefunctions.DurableOrchestrationTrigger;
import io.spillway.ports.telemetry.Telemetry;

/** Orchestrator of events; the instance id is the workflow's id. */
public final class EventOrchestration {

  /** Name of the orchestrator. */
  public static final String NAME = "process-event";

  private final Telemetry telemetry;

  /**
   * @param telemetry the receiver of retries and ends, each reported once, not on replay
   */
  public EventOrchestration(Telemetry telemetry) {
    this.telemetry = telemetry;
  }

  /** Runs a workflow. Returns nothing: its custom status tells the progress. */
  @FunctionName(NAME)
  public void run(@DurableOrchestrationTrigger(name = "context") TaskOrchestrationContext context) {
    new OrchestrationDriver(context, telemetry).drive();
  }
}
