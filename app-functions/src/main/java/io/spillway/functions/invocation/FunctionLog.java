package io.spillway.functions.invocation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.core.deadletter.Evidence;
import io.spillway.ports.PortException;
import io.spillway.ports.deadletter.ExceptionEvidence;
import io.spillway.wire.ExceptionEvidenceJson;
import io.spillway.wire.Json;
import java.util.logging.Level;

/**
 * Logs failures of functions as JSON lines. Logs a port failure in full. Logs only types and frames
 * of other exceptions, because their messages may quote a viewer.
 */
public final class FunctionLog {

  private FunctionLog() {}

  /** Logs a failure; must be called within the failed invocation. */
  public static void logFailure(Throwable thrown) {
    Invocation.log(Level.WARNING, () -> line(thrown));
  }

  /**
   * Logs that a request was answered, which distinguishes the operations of a function with many
   * routes. Must be called within the invocation.
   *
   * @param status the HTTP status of the response
   */
  public static void logAnswer(int status) {
    Invocation.log(
        Level.INFO, () -> Json.object().put("outcome", "answered").put("status", status));
  }

  /**
   * Logs a classifier's failure as a warning of the current invocation.
   *
   * @param detail code, exception classes and stack trace, without viewers' text
   */
  public static void logClassifierFailure(String detail) {
    Invocation.log(
        Level.WARNING,
        () -> Json.object().put("outcome", "classifier-failed").put("detail", detail));
  }

  private static ObjectNode line(Throwable thrown) {
    ObjectNode line = Json.object().put("outcome", "failed");
    if (thrown instanceof PortException port) {
      line.put("code", port.failure().code()).put("message", port.failure().message());
    } else {
      ExceptionEvidence evidence = Evidence.of(thrown);
      line.set("exception", ExceptionEvidenceJson.writeIfAny(evidence));
    }
    return line;
  }
}
