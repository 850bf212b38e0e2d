package io.spillway.functions.invocation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.azure.functions.ExecutionContext;
import io.spillway.ports.TraceParent;
import io.spillway.wire.Json;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Current function invocation of this thread. Only the invocation's own logger ties a line to it,
 * and core, which reports outcomes, does not know that logger.
 */
public final class Invocation {

  private static final ThreadLocal<@Nullable Invocation> CURRENT = new ThreadLocal<>();

  private final ExecutionContext context;
  private final Supplier<@Nullable TraceParent> trace;
  private final @Nullable String operation;

  private Invocation(
      ExecutionContext context, Supplier<@Nullable TraceParent> trace, @Nullable String operation) {
    this.context = context;
    this.trace = trace;
    this.operation = operation;
  }

  /**
   * Runs work within an invocation.
   *
   * @param trace the invocation's trace, if known; evaluated only for logging
   * @param operation the name of the called operation, if the function serves several
   */
  public static <T> T within(
      ExecutionContext context,
      Supplier<@Nullable TraceParent> trace,
      @Nullable String operation,
      Supplier<T> work) {
    CURRENT.set(new Invocation(context, trace, operation));
    try {
      return work.get();
    } finally {
      CURRENT.set(null);
    }
  }

  /**
   * Writes a JSON line with the invocation's operation, function, id and trace.
   *
   * @param what the other fields, evaluated only for logging; ids and codes, no users' text
   */
  public static void log(Level level, Supplier<ObjectNode> what) {
    Invocation current = CURRENT.get();
    Logger logger =
        current == null ? Logger.getLogger("function.none") : current.context.getLogger();
    if (logger.isLoggable(level)) {
      ObjectNode line = what.get();
      if (current != null) {
        current.describe(line);
      }
      logger.log(level, () -> Json.text(line));
    }
  }

  private void describe(ObjectNode line) {
    if (!line.has("traceId")) {
      TraceParent known = trace.get();
      if (known != null) {
        line.put("traceId", known.traceId());
      }
    }
    if (operation != null) {
      line.put("operation", operation);
    }
    line.put("function", context.getFunctionName()).put("invocationId", context.getInvocationId());
  }
}
