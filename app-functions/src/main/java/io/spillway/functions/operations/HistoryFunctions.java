package io.spillway.functions.operations;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import com.microsoft.durabletask.DurableTaskClient;
import com.microsoft.durabletask.azurefunctions.DurableClientContext;
import com.microsoft.durabletask.azurefunctions.DurableClientInput;
import io.spillway.functions.Adapters;
import io.spillway.functions.Spillway;
import io.spillway.functions.invocation.QueueEntry;
import io.spillway.functions.orchestration.EventProcessing;
import io.spillway.functions.orchestration.WorkflowPurge;
import java.util.logging.Level;

/** The end of workflows' histories, which hold events and with them names of viewers. */
public final class HistoryFunctions {

  private final WorkflowPurge purge;

  public HistoryFunctions(Spillway spillway) {
    EventProcessing processing = spillway.eventProcessing();
    Adapters adapters = spillway.adapters();
    this.purge =
        new WorkflowPurge(
            processing.office(),
            processing.deadLetters(),
            adapters.workflowRetention(),
            adapters.clock());
  }

  /** Each night: removes the history of workflows that ended, once it is old enough. */
  @FunctionName("PurgeWorkflows")
  public void purge(
      @TimerTrigger(name = "timer", schedule = "0 20 3 * * *") String timer,
      @DurableClientInput(name = "durable") DurableClientContext durable,
      ExecutionContext context) {
    QueueEntry.run(
        context,
        () -> {
          try (DurableTaskClient client = durable.getClient()) {
            var unused = purge.run(client, line -> log(context, line));
          }
        });
  }

  private static void log(ExecutionContext context, String line) {
    boolean needsSomebody =
        line.startsWith(WorkflowPurge.UNFINISHED) || line.startsWith(WorkflowPurge.UNREADABLE);
    context
        .getLogger()
        .log(
            needsSomebody ? Level.WARNING : Level.INFO,
            () -> context.getFunctionName() + ": " + line);
  }
}
