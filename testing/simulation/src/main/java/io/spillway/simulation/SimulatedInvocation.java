package io.spillway.simulation;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.TraceContext;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Context of a call; its log is discarded. */
record SimulatedInvocation(String getFunctionName, String getInvocationId)
    implements ExecutionContext {

  /** Logger for functions outside of a call, such as orchestrators. */
  private static final Logger SILENT = Logger.getLogger("function.none");

  static {
    SILENT.setLevel(Level.OFF);
  }

  @Override
  public Logger getLogger() {
    return SILENT;
  }

  @Override
  public @Nullable TraceContext getTraceContext() {
    return null;
  }
}
