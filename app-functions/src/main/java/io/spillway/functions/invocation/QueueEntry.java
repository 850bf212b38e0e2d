package io.spillway.functions.invocation;

import com.microsoft.azure.functions.ExecutionContext;
import io.spillway.ports.PortException;
import io.spillway.ports.TraceParent;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The way into every function that a queue or a timer triggers. What fails is logged and thrown on,
 * so that the host delivers it again; but the host logs what it is thrown, so that says no more
 * than the type or code.
 */
public final class QueueEntry {

  private QueueEntry() {}

  public static void run(ExecutionContext context, Runnable work) {
    run(context, () -> null, work);
  }

  /**
   * Runs what is triggered by something that belongs to a trace.
   *
   * @param trace which trace, if that is known; only asked when it is logged
   */
  public static void run(
      ExecutionContext context, Supplier<@Nullable TraceParent> trace, Runnable work) {
    Invocation.within(context, trace, () -> run(context.getFunctionName(), work));
  }

  private static boolean run(String functionName, Runnable work) {
    try {
      work.run();
      return true;
    } catch (Throwable thrown) {
      FunctionLog.failed(thrown);
      throw new IllegalStateException(functionName + " failed: " + nameOf(thrown));
    }
  }

  private static String nameOf(Throwable thrown) {
    return thrown instanceof PortException port
        ? port.failure().code()
        : thrown.getClass().getName();
  }
}
