package io.spillway.functions;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.TraceContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Context of one test's invocations; captures the log. */
public final class TestContext implements ExecutionContext {

  private final List<String> logged = new ArrayList<>();
  private final Logger logger = Logger.getAnonymousLogger();
  private int invocation = 1;
  private @Nullable String traceParent;

  TestContext() {
    logger.setUseParentHandlers(false);
    logger.addHandler(
        new Handler() {
          @Override
          public void publish(LogRecord entry) {
            logged.add(entry.getMessage() + " " + entry.getThrown());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        });
  }

  public List<String> logged() {
    return logged;
  }

  @Override
  public Logger getLogger() {
    return logger;
  }

  @Override
  public String getInvocationId() {
    return "invocation-" + invocation;
  }

  /** Begins another invocation. */
  public void next() {
    invocation++;
  }

  /** Sets a trace of the host. */
  public void traceParent(String text) {
    traceParent = text;
  }

  @Override
  public @Nullable TraceContext getTraceContext() {
    return traceParent == null ? null : new HostTrace(traceParent);
  }

  private record HostTrace(String getTraceparent) implements TraceContext {

    @Override
    public String getTracestate() {
      return "";
    }

    @Override
    public Map<String, String> getAttributes() {
      return Map.of();
    }
  }

  @Override
  public String getFunctionName() {
    return "SomeFunction";
  }
}
