package io.spillway.local.host;

import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import com.microsoft.azure.functions.annotation.QueueTrigger;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The functions found on a list of instances, by what triggers them. */
final class FunctionCatalogue {

  private final List<Http> http = new ArrayList<>();
  private final List<Queue> queues = new ArrayList<>();
  private final List<Timer> timers = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  /**
   * @param route below {@code /api}, such as {@code streams/{streamId}/stats}
   * @param methods which it answers; never empty
   */
  record Http(FunctionMethod function, String route, Set<HttpMethod> methods) {}

  /**
   * @param binary whether it takes bytes rather than text
   */
  record Queue(FunctionMethod function, String queueName, boolean binary) {}

  record Timer(FunctionMethod function, String schedule) {}

  /**
   * Reads the annotations of every public method of these instances.
   *
   * @throws IllegalArgumentException for a function that this host cannot run, naming it
   */
  static FunctionCatalogue of(List<?> instances) {
    FunctionCatalogue catalogue = new FunctionCatalogue();
    for (Object instance : instances) {
      Arrays.stream(instance.getClass().getMethods())
          .filter(method -> method.isAnnotationPresent(FunctionName.class))
          .sorted(Comparator.comparing(Method::getName))
          .forEach(method -> catalogue.add(instance, method));
    }
    return catalogue;
  }

  List<Http> http() {
    return http;
  }

  List<Queue> queues() {
    return queues;
  }

  List<Timer> timers() {
    return timers;
  }

  private void add(Object instance, Method method) {
    String name = method.getAnnotation(FunctionName.class).value();
    if (!names.add(name)) {
      throw new IllegalArgumentException("two functions are named " + name);
    }
    // A function class may be package-private; the worker calls it all the same.
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
    if (annotation instanceof HttpTrigger trigger) {
      require(name, type == HttpRequestMessage.class, "HttpRequestMessage<Optional<String>>");
      require(name, method.getReturnType() == HttpResponseMessage.class, "HttpResponseMessage");
      http.add(
          new Http(
              new FunctionMethod(name, instance, method, HttpTrigger.class),
              trigger.route().isEmpty() ? name : trigger.route(),
              methods(trigger)));
      return true;
    }
    if (annotation instanceof QueueTrigger trigger) {
      require(name, type == String.class || type == byte[].class, "String or byte[]");
      FunctionMethod function = new FunctionMethod(name, instance, method, QueueTrigger.class);
      queues.add(new Queue(function, trigger.queueName(), type == byte[].class));
      return true;
    }
    if (annotation instanceof TimerTrigger trigger) {
      require(name, type == String.class, "String");
      timers.add(
          new Timer(
              new FunctionMethod(name, instance, method, TimerTrigger.class), trigger.schedule()));
      return true;
    }
    return false;
  }

  private static Set<HttpMethod> methods(HttpTrigger trigger) {
    return trigger.methods().length == 0
        ? EnumSet.of(HttpMethod.GET, HttpMethod.POST)
        : EnumSet.copyOf(List.of(trigger.methods()));
  }

  private static void require(String name, boolean holds, String type) {
    if (!holds) {
      throw new IllegalArgumentException("function " + name + " must take or return " + type);
    }
  }
}
