package io.spillway.local.host;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.durabletask.azurefunctions.DurableClientContext;
import com.microsoft.durabletask.azurefunctions.DurableClientInput;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Method with {@code @FunctionName}, prepared for calls. */
final class FunctionMethod {

  private static final Map<Class<?>, Function<String, Object>> FROM_TEXT =
      Map.of(
          String.class, text -> text,
          int.class, Integer::valueOf,
          Integer.class, Integer::valueOf,
          long.class, Long::valueOf,
          Long.class, Long::valueOf);

  private final String name;
  private final Logger logger;
  private final Object instance;
  private final Method method;
  private final List<Argument> arguments;

  /** Resolver of one parameter's value. */
  private interface Argument {
    @Nullable Object of(HostInvocation invocation);
  }

  FunctionMethod(
      String name,
      Object instance,
      Method method,
      Class<? extends Annotation> triggerType,
      Supplier<DurableClientContext> durable) {
    this.name = name;
    this.logger = Logger.getLogger("function." + name);
    this.instance = instance;
    this.method = method;
    this.arguments =
        Arrays.stream(method.getParameters()).map(p -> argument(p, triggerType, durable)).toList();
  }

  String name() {
    return name;
  }

  /** Returns the function's logger. */
  Logger logger() {
    return logger;
  }

  /** Calls the function. Throws the function's exception. */
  @Nullable Object call(HostInvocation invocation) throws Throwable {
    @Nullable Object[] values = new Object[arguments.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = arguments.get(i).of(invocation);
    }
    try {
      return method.invoke(instance, values);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  private Argument argument(
      Parameter parameter,
      Class<? extends Annotation> triggerType,
      Supplier<DurableClientContext> durable) {
    if (parameter.getType() == ExecutionContext.class) {
      return HostInvocation::context;
    }
    if (parameter.isAnnotationPresent(DurableClientInput.class)
        && parameter.getType() == DurableClientContext.class) {
      return invocation -> durable.get();
    }
    if (parameter.isAnnotationPresent(triggerType)) {
      return HostInvocation::trigger;
    }
    BindingName binding = parameter.getAnnotation(BindingName.class);
    Function<String, Object> fromText = FROM_TEXT.get(parameter.getType());
    if (binding != null && fromText != null) {
      return invocation -> bound(binding.value(), fromText, invocation);
    }
    throw new IllegalArgumentException(
        "function " + name + ": this host cannot bind parameter " + parameter);
  }

  private static @Nullable Object bound(
      String name, Function<String, Object> fromText, HostInvocation invocation) {
    String text = invocation.bindings().get(name);
    return text == null ? null : fromText.apply(text);
  }
}
