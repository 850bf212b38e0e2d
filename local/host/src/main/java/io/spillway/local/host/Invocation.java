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
record Invocation(ExecutionContext context, Object trigger, Map<String, String> bindings) {

  static Invocation of(FunctionMethod function, Object trigger, Map<String, String> bindings) {
    return new Invocation(new Context(function, newId()), trigger, bindings);
  }

  /** Tells calls apart and is no secret, so that it may cost little. */
  private static String newId() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  private record Context(FunctionMethod function, String invocationId) implements ExecutionContext {

    @Override
    public Logger getLogger() {
      return function.logger();
    }

    @Override
    public String getInvocationId() {
      return invocationId;
    }

    @Override
    public String getFunctionName() {
      return function.name();
    }
  }
}
