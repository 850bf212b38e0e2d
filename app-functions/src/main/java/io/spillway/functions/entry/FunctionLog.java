package io.spillway.functions.entry;

import com.microsoft.azure.functions.ExecutionContext;
import io.spillway.core.deadletter.Evidence;
import io.spillway.ports.PortException;
import java.util.logging.Level;

/**
 * What functions log about failures. A port's failure says all there is to say. Of anything else
 * the types and the frames are logged but not the message, which may quote a viewer.
 */
final class FunctionLog {

  private FunctionLog() {}

  static void failed(ExecutionContext context, Throwable thrown) {
    String what =
        thrown instanceof PortException port
            ? port.failure().code() + ": " + port.failure().message()
            : Evidence.of(thrown).toString();
    context
        .getLogger()
        .log(
            Level.WARNING,
            () -> context.getFunctionName() + " " + context.getInvocationId() + " failed: " + what);
  }
}
