package io.spillway.packaging.worker;

import com.microsoft.azure.functions.ExecutionContext;
import java.util.logging.Logger;

/** Context of one call. */
record PlainContext(String function) implements ExecutionContext {

  @Override
  public Logger getLogger() {
    return Logger.getLogger("function");
  }

  @Override
  public String getInvocationId() {
    return "cold";
  }

  @Override
  public String getFunctionName() {
    return function;
  }
}
