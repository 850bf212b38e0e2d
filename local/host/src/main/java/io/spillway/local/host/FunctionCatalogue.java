package io.spillway.local.host;

import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import com.microsoft.azure.functions.annotation.QueueTrigger;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import com.microsoft.durabletask.TaskOrchestrationContext;
import com.microsoft.durabletask.azurefunctions.DurableActivityTrigger;
import com.microsoft.durabletask.azurefunctions.DurableClientContext;
import com.microsoft.durabletask.azurefunctions.DurableOrchestrationTrigger;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Functions of a list of instances, by their triggers. */
final class FunctionCatalogue {

  private final List<Queue> queues = new ArrayList<>();
  private final List<Timer> timers = new ArrayList<>();
  private final List<FunctionMethod> orchestrators = new ArrayList<>();
  private final List<FunctionMethod> activities = new ArrayList<>();
  private final Supplier<DurableClientContext> durable;
  private final Set<String> names = new HashSet<>();

  /**
   * @param binary whether the function takes bytes instead of text
   */
  record Queue(FunctionMethod function, String queueName, boolean binary) {}

  record Timer(FunctionMethod function, String schedule) {}

  private FunctionCatalogue(Supplier<DurableClientContext> durable) {
    this.durable = durable;
  }

  /**
   * Reads the annotations of every public method of these instances.
   *
   * @param durable the source of durable clients, one for each invocation
   * @throws IllegalArgumentException for a function that this host cannot run; the message names it
   */
  static FunctionCatalogue of(List<?> instances, Supplier<DurableClientContext> durable) {
    FunctionCatalogue catalogue = new FunctionCatalogue(durable);
    for (Object instance : instances) {
      Arrays.stream(instance.getClass().getMethods())
          .filter(method -> method.isAnnotationPresent(FunctionName.class))
          .sorted(Comparator.comparing(Method::getName))
          .forEach(method -> catalogue.add(instance, method));
    }
    return catalogue;
  }

  List<Queue> queues() {
    return queues;
  }

  List<Timer> timers() {
    return timers;
  }

  List<FunctionMethod> orchestrators() {
    return orchestrators;
  }

  List<FunctionMethod> activities() {
    return activities;
  }

  private void add(Object instance, Method method) {
    String name = method.getAnnotation(FunctionName.class).value();
    if (!names.add(name)) {
      throw new IllegalArgumentException("two functions are named " + name);
    }
    // A function class may be package-private; the worker calls it as well.
    method.setAccessible(true);
    for (Parameter parameter : method.getParameters()) {
      for (Annotation annotation : parameter.getAnnotations()) {
        if (add(name, instance, method, parameter.getType(), annotation)) {
          return;
        }
      }
    }
    throw new IllegalArgumentException("function " + name + " has no trigger that this host knows");
  }

  private boolean add(
      String name, Object instance, Method method, Class<?> type, Annotation annotation) {
    if (annotation instanceof HttpTrigger) {
      return true; // The router serves HTTP routes.
    }
    if (annotation instanceof QueueTrigger trigger) {
      require(name, type == String.class || type == byte[].class, "String or byte[]");
      FunctionMethod function = function(name, instance, method, QueueTrigger.class);
      queues.add(new Queue(function, trigger.queueName(), type == byte[].class));
      return true;
    }
    if (annotation instanceof TimerTrigger trigger) {
      require(name, type == String.class, "String");
      FunctionMethod function = function(name, instance, method, TimerTrigger.class);
      timers.add(new Timer(function, trigger.schedule()));
      return true;
    }
    return addDurable(name, instance, method, type, annotation.annotationType());
  }

  private boolean addDurable(
      String name,
      Object instance,
      Method method,
      Class<?> type,
      Class<? extends Annotation> trigger) {
    if (trigger == DurableOrchestrationTrigger.class) {
      require(name, type == TaskOrchestrationContext.class, "TaskOrchestrationContext");
      orchestrators.add(function(name, instance, method, trigger));
      return true;
    }
    if (trigger == DurableActivityTrigger.class) {
      require(name, type == String.class && method.getReturnType() == String.class, "String");
      activities.add(function(name, instance, method, trigger));
      return true;
    }
    return false;
  }

  private FunctionMethod function(
      String name, Object instance, Method method, Class<? extends Annotation> trigger) {
    return new FunctionMethod(name, instance, method, trigger, durable);
  }

  private static void require(String name, boolean holds, String type) {
    if (!holds) {
      throw new IllegalArgumentException("function " + name + " must take or return " + type);
    }
  }
}
