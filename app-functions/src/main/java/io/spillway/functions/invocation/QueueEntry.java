package io.spillway.functions.invocation;

import com.microsoft.azure.functions.ExecutionContext;
import io.spillway.ports.PortException;
import java.util.function.Consumer;

/**
 * Entry point of functions with queue and timer triggers. Logs and rethrows failures, so that the
 * host redelivers. The rethrown exception contains only the code or type, because the host logs it.
 */
public final class QueueEntry {

  private QueueEntry() {}

  /** Runs the work of a timer trigger. */
  public static void run(ExecutionContext context, Runnable work) {
    Invocation.within(context, () -> null, null, () -> run(context.getFunctionName(), work));
  }

  /** Runs the work of a queue trigger. */
  public static void run(
      ExecutionContext context, QueueMessage queued, Consumer<QueueMessage> work) {
    Invocation.within(
        context,
        queued::trace,
        null,
        () -> run(context.getFunctionName(), () -> work.accept(queued)));
  }

  private static boolean run(String functionName, Runnable work) {
    try {
      work.run();
      return true;
    } catch (Throwable thrown) {
      FunctionLog.logFailure(thrown);
      throw new IllegalStateException(functionName + " failed: " + nameOf(thrown));
    }
  }

  /** Returns the code of a port's failure, or the type of another exception; never users' text. */
  public static String nameOf(Throwable thrown) {
    return thrown instanceof PortException port
        ? port.failure().code()
        : thrown.getClass().getName();
  }
}
