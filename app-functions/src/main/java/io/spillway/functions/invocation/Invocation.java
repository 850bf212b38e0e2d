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
 * The call of a function that this thread is in: only its own logger ties a line to it, and core,
 * which tells what became of things, knows of no such logger.
 */
public final class Invocation {

  private static final ThreadLocal<@Nullable Invocation> CURRENT = new ThreadLocal<>();

  private final ExecutionContext context;
  private final Supplier<@Nullable TraceParent> trace;

  private Invocation(ExecutionContext context, Supplier<@Nullable TraceParent> trace) {
    this.context = context;
    this.trace = trace;
  }

  /**
   * Does work that belongs to a call.
   *
   * @param trace which trace the call belongs to, if that is known; only asked when it is logged
   */
  public static <T> T within(
      ExecutionContext context, Supplier<@Nullable TraceParent> trace, Supplier<T> work) {
    CURRENT.set(new Invocation(context, trace));
    try {
      return work.get();
    } finally {
      CURRENT.set(null);
    }
  }

  /**
   * Writes a line of JSON with the call's function, id and trace.
   *
   * @param what to which those are added, only asked when it is logged; holds ids and codes and
   *     nothing that anybody wrote
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
    line.put("function", context.getFunctionName()).put("invocationId", context.getInvocationId());
  }
}
