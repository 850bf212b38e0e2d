package io.spillway.local.host;

import com.microsoft.azure.functions.ExecutionContext;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Logger;

/**
 * One call of a function: what it may be given.
 *
 * @param trigger what the parameter with the trigger's annotation gets, before conversion
 * @param bindings what parameters with {@code @BindingName} get, by name
 */
record Invocation(ExecutionContext context, Object trigger, Map<String, String> bindings) {

  static Invocation of(String functionName, Object trigger, Map<String, String> bindings) {
    return new Invocation(
        new Context(functionName, UUID.randomUUID().toString()), trigger, bindings);
  }

  private record Context(String functionName, String invocationId) implements ExecutionContext {

    @Override
    public Logger getLogger() {
      return Logger.getLogger("function." + functionName);
    }

    @Override
    public String getInvocationId() {
      return invocationId;
    }

    @Override
    public String getFunctionName() {
      return functionName;
    }
  }
}
