package io.spillway.functions.invocation;

import io.spillway.functions.access.Caller;
import io.spillway.wire.Json;
import java.util.logging.Level;

/** Logs operators' actions that no stored audit trail records. */
public final class OperatorLog {

  private OperatorLog() {}

  /**
   * Writes a line with the caller's name, within the invocation.
   *
   * @param outcome a stable code, such as {@code workflow_terminated}
   * @param name the field with the object's id
   * @param id the object's id
   */
  public static void logAction(Caller caller, String outcome, String name, String id) {
    Invocation.log(
        Level.INFO,
        () -> Json.object().put("outcome", outcome).put("who", caller.name()).put(name, id));
  }
}
