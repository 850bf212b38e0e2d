package io.spillway.functions.invocation;

import com.microsoft.azure.functions.ExecutionContext;
import io.spillway.ports.PortException;
import java.util.function.Consumer;

/**
 * The way into every function that a queue or a timer triggers. What fails is logged and thrown on,
 * so that the host delivers it again; but the host logs what it is thrown, so that says no more
 * than the type or code.
 */
public final class QueueEntry {

  private QueueEntry() {}

  /** Runs what a timer triggers. */
  public static void run(ExecutionContext context, Runnable work) {
    Invocation.within(context, () -> null, null, () -> run(context.getFunctionName(), work));
  }

  /** Runs what a queue triggers. */
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
      FunctionLog.failed(thrown);
      throw new IllegalStateException(functionName + " failed: " + nameOf(thrown));
    }
  }

  /** The code of a port's failure, or the type of any other: nothing that anybody wrote. */
  public static String nameOf(Throwable thrown) {
    return thrown instanceof PortException port
        ? port.failure().code()
        : thrown.getClass().getName();
  }
}
