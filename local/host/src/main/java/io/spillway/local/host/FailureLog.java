package io.spillway.local.host;

import com.microsoft.azure.functions.ExecutionContext;
import io.spillway.ports.PortException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs failures without the exception's message, which may quote users' text: class, code if
 * present, and frames.
 */
final class FailureLog {

  private static final Logger LOG = LoggerFactory.getLogger("spillway.host");
  private static final int MAX_FRAMES = 8;

  private FailureLog() {}

  static void functionFailed(HostInvocation invocation, Throwable e) {
    functionFailed(invocation.context(), e);
  }

  static void functionFailed(ExecutionContext context, Throwable e) {
    LOG.warn(
        "{} failed (invocation {}): {}",
        context.getFunctionName(),
        context.getInvocationId(),
        describe(e));
  }

  static void queueFailed(String queue, String what, Throwable e) {
    LOG.warn("queue {}: could not {}: {}", queue, what, describe(e));
  }

  static void lostLease(String queue, String messageId) {
    LOG.warn("queue {}: {} was received by another consumer while it ran here", queue, messageId);
  }

  static void gaveUp(String queue, String messageId, int dequeueCount) {
    LOG.warn(
        "queue {}: moved {} to the poison queue after {} attempts", queue, messageId, dequeueCount);
  }

  private static String describe(Throwable e) {
    String what = e instanceof PortException port ? port.failure().code() : e.getClass().getName();
    return what
        + Arrays.stream(e.getStackTrace())
            .limit(MAX_FRAMES)
            .map(frame -> System.lineSeparator() + "    at " + frame)
            .collect(Collectors.joining());
  }
}
