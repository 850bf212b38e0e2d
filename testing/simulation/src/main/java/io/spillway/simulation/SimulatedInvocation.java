package io.spillway.simulation;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.TraceContext;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The context of a call; what is logged in it nobody reads. */
record SimulatedInvocation(String getFunctionName, String getInvocationId)
    implements ExecutionContext {

  /** By which functions log outside of a call, as orchestrators do. */
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
