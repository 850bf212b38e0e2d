package io.spillway.functions.operations;

import com.microsoft.durabletask.azurefunctions.DurableClientContext;
import java.util.function.Consumer;

/**
 * Independent part of a maintenance run.
 *
 * @param name a stable name, such as {@code AdvanceRedrives}, for the log and alerts
 * @param work the task: idempotent, and safe to interrupt at any point
 */
public record MaintenancePart(String name, Cadence cadence, Consumer<Run> work) {

  /**
   * Context of a run.
   *
   * @param durable the durable client of the invocation
   * @param warnings the sink of lines that need an operator's attention
   * @param notes the sink of progress lines; like warnings they contain no users' text
   */
  public record Run(
      DurableClientContext durable, Consumer<String> warnings, Consumer<String> notes) {}
}
