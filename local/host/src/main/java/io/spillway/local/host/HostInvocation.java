package io.spillway.local.host;

import com.microsoft.azure.functions.ExecutionContext;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.Logger;

/**
 * One call of a function: what it may be given.
 *
 * @param trigger what the parameter with the trigger's annotation gets, before conversion
 * @param bindings what parameters with {@code @BindingName} get, by name
 */
record HostInvocation(ExecutionContext context, Object trigger, Map<String, String> bindings) {

  static HostInvocation of(FunctionMethod function, Object trigger, Map<String, String> bindings) {
    return new HostInvocation(context(function.name(), function.logger()), trigger, bindings);
  }

  /** Context of one more call. */
  static ExecutionContext context(String function, Logger logger) {
    return new Context(function, logger, newId());
  }

  /** Tells calls apart and is no secret, so that it may cost little. */
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
