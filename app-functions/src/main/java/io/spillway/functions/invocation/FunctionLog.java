package io.spillway.functions.invocation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.core.deadletter.Evidence;
import io.spillway.ports.PortException;
import io.spillway.ports.deadletter.ExceptionEvidence;
import io.spillway.wire.ExceptionEvidenceJson;
import io.spillway.wire.Json;
import java.util.logging.Level;

/**
 * What functions log about failures, as a line of JSON. A port's failure says all there is to say.
 * Of anything else the types and the frames are logged but not the message, which may quote a
 * viewer.
 */
public final class FunctionLog {

  private FunctionLog() {}

  /** To be called within the invocation that failed. */
  public static void failed(Throwable thrown) {
    Invocation.log(Level.WARNING, () -> line(thrown));
  }

  /**
   * Logs a classifier's failure as a warning of the current invocation.
   *
   * @param detail code, exception classes and stack; no text of a viewer
   */
  public static void classifierFailed(String detail) {
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
