package io.spillway.local.host;

import com.microsoft.azure.functions.ExecutionContext;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.Logger;

/**
 * Inputs of one function call.
 *
 * @param trigger the value of the trigger's parameter, before conversion
 * @param bindings the values of parameters with {@code @BindingName}, by name
 */
record HostInvocation(ExecutionContext context, Object trigger, Map<String, String> bindings) {

  static HostInvocation of(FunctionMethod function, Object trigger, Map<String, String> bindings) {
    return new HostInvocation(context(function.name(), function.logger()), trigger, bindings);
  }

  /** Creates the context of a call. */
  static ExecutionContext context(String function, Logger logger) {
    return new Context(function, logger, newId());
  }

  /** Returns a unique id. It is no secret, so it may be cheap. */
  private static String newId() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  private record Context(String function, Logger logger, String invocationId)
      implements ExecutionContext {

    @Override
    public Logger getLogger() {
      return logger;
    }

    @Override
    public String getInvocationId() {
      return invocationId;
    }

    @Override
    public String getFunctionName() {
      return function;
    }
  }
}
