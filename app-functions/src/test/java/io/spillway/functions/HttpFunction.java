package io.spillway.functions;

import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import com.microsoft.durabletask.azurefunctions.DurableClientContext;
import com.microsoft.durabletask.azurefunctions.DurableClientInput;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A function with a route, as its annotations say.
 *
 * @param route below {@code /api}, such as {@code /streams/{streamId}/stats}
 */
public record HttpFunction(HttpMethod method, String route, HttpTrigger trigger, Method code) {

  private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

  static Stream<HttpFunction> of(Class<?> type) {
    return Arrays.stream(type.getMethods())
        .filter(method -> method.isAnnotationPresent(FunctionName.class))
        .flatMap(
            method ->
                Arrays.stream(method.getParameters())
                    .map(parameter -> parameter.getAnnotation(HttpTrigger.class))
                    .filter(trigger -> trigger != null)
                    .flatMap(trigger -> of(trigger, method)));
  }

  public static List<HttpFunction> all(FunctionInstances functions) {
    // As on the hosts, a word in a route goes before a parameter.
    return functions.classes().stream()
        .flatMap(HttpFunction::of)
        .sorted(Comparator.comparing(HttpFunction::route))
        .toList();
  }

  private static Stream<HttpFunction> of(HttpTrigger trigger, Method code) {
    return Arrays.stream(trigger.methods())
        .map(method -> new HttpFunction(method, "/" + trigger.route(), trigger, code));
  }

  public String name() {
    return code.getAnnotation(FunctionName.class).value();
  }

  boolean matches(HttpMethod asked, String path) {
    return method == asked && Pattern.matches(PARAMETER.matcher(route).replaceAll("[^/]+"), path);
  }

  HttpResponseMessage call(
      Object instance,
      TestRequest request,
      Map<String, String> bindings,
      DurableClientContext durable,
      TestContext context) {
    Object[] arguments =
        Arrays.stream(code.getParameters())
            .map(parameter -> argument(parameter, request, durable, context, bindings))
            .toArray();
    try {
      return (HttpResponseMessage) code.invoke(instance, arguments);
    } catch (InvocationTargetException e) {
      throw new AssertionError("a function must answer, whatever happens", e.getCause());
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  private static @Nullable Object argument(
      Parameter parameter,
      TestRequest request,
      DurableClientContext durable,
      TestContext context,
      Map<String, String> bindings) {
    if (parameter.isAnnotationPresent(DurableClientInput.class)) {
      return durable;
    }
    if (parameter.isAnnotationPresent(HttpTrigger.class)) {
      return request;
    }
    BindingName binding = parameter.getAnnotation(BindingName.class);
    return binding == null ? context : bindings.get(binding.value());
  }

  /** The parameters of a path that {@link #matches}, as they stand in it. */
  Map<String, String> bindings(String path) {
    Map<String, String> bindings = new TreeMap<>();
    String[] names = route.split("/", -1);
    String[] values = path.split("/", -1);
    for (int i = 0; i < names.length; i++) {
      Matcher parameter = PARAMETER.matcher(names[i]);
      if (parameter.matches()) {
        bindings.put(parameter.group(1), values[i]);
      }
    }
    return bindings;
  }
}
