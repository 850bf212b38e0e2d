package io.spillway.functions.orchestration;

import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.durabletask.TaskOrchestrationContext;
import com.microsoft.durabletask.azurefunctions.DurableOrchestrationTrigger;

/** The orchestrator of events: its id is the workflow's. */
public final class EventOrchestration {

  static final String NAME = "process-event";

  /** Returns nothing: how it went is its custom status, from its first step to its last. */
  @FunctionName(NAME)
  public void run(@DurableOrchestrationTrigger(name = "context") TaskOrchestrationContext context) {
    new OrchestrationDriver(context).drive();
  }
}
