package io.spillway.functions.entry;

import com.microsoft.azure.functions.ExecutionContext;
import io.spillway.ports.PortException;

/**
 * The way into every function that a queue or a timer triggers. What fails is logged and thrown on,
 * so that the host delivers it again; but the host logs what it is thrown, so that says no more
 * than the type or code.
 */
public final class QueueEntry {

  private QueueEntry() {}

  public static void run(ExecutionContext context, Runnable work) {
    try {
      work.run();
    } catch (Throwable thrown) {
      FunctionLog.failed(context, thrown);
      throw new IllegalStateException(context.getFunctionName() + " failed: " + nameOf(thrown));
    }
  }

  private static String nameOf(Throwable thrown) {
    return thrown instanceof PortException port
        ? port.failure().code()
        : thrown.getClass().getName();
  }
}
