package io.spillway.functions.operations;

import com.microsoft.durabletask.azurefunctions.DurableClientContext;
import java.util.function.Consumer;

/**
 * Part of a maintenance run, which fails without regard to the others.
 *
 * @param name stable name, such as {@code AdvanceRedrives}: in the log, and alerts go by it
 * @param work safe to be done twice, and to be cut off anywhere
 */
public record MaintenancePart(String name, Cadence cadence, Consumer<Run> work) {

  /**
   * What a part works with.
   *
   * @param durable the durable client of the invocation
   * @param warnings takes lines that an operator should look at
   * @param notes takes lines of progress; like warnings they hold nothing that anybody wrote
   */
  public record Run(
      DurableClientContext durable, Consumer<String> warnings, Consumer<String> notes) {}
}
