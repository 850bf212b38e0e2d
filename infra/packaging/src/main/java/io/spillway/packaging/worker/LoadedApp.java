package io.spillway.packaging.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.internal.spi.middleware.Middleware;
import com.microsoft.azure.functions.spi.inject.FunctionInstanceInjector;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A function app, loaded in the order in which the worker does: one class loader over the app's jar
 * and all of {@code lib}, middleware and injector by ServiceLoader, then every function's method by
 * its name, with the annotations of its parameters.
 *
 * @param functions by their names
 */
record LoadedApp(FunctionInstanceInjector injector, Map<String, Function> functions) {

  private static final Pattern FIELD =
      Pattern.compile("\"(scriptFile|entryPoint)\"\\s*:\\s*\"([^\"]+)\"");

  /**
   * @param bindings what each parameter is bound to, by the simple name of its annotation
   */
  record Function(Method method, List<@Nullable String> bindings) {}

  static LoadedApp load(Path folder) throws Exception {
    Map<String, Map<String, String>> descriptions = descriptions(folder);
    Map<String, String> any = descriptions.values().iterator().next();
    Path jar = folder.resolve("any").resolve(any.getOrDefault("scriptFile", "")).normalize();
    ClassLoader loader =
        new URLClassLoader(urls(jar, folder.resolve("lib")), LoadedApp.class.getClassLoader());
    Thread.currentThread().setContextClassLoader(loader);
    ServiceLoader.load(Middleware.class, loader).forEach(middleware -> {});
    FunctionInstanceInjector injector =
        ServiceLoader.load(FunctionInstanceInjector.class, loader)
            .findFirst()
            .orElseGet(NewInstances::new);
    Map<String, Function> functions = new HashMap<>();
    for (Map.Entry<String, Map<String, String>> description : descriptions.entrySet()) {
      String entryPoint = description.getValue().getOrDefault("entryPoint", "");
      functions.put(description.getKey(), function(loader, entryPoint));
    }
    return new LoadedApp(injector, functions);
  }

  /**
   * Calls a function, as an invocation by the host.
   *
   * @param request what an HTTP trigger is given; another kind of function has none
   * @return null when the function returns nothing
   */
  @Nullable HttpResponseMessage call(String name, PlainRequest request) throws Exception {
    Function function = functions.get(name);
    if (function == null) {
      throw new IllegalArgumentException("there is no function " + name);
    }
    Method method = function.method();
    Object instance = injector.getInstance(method.getDeclaringClass());
    Object[] values = new Object[method.getParameterCount()];
    for (int i = 0; i < values.length; i++) {
      Class<?> type = method.getParameterTypes()[i];
      boolean context = type == ExecutionContext.class;
      values[i] =
          context ? new PlainContext(name) : value(function.bindings().get(i), type, request);
    }
    return (HttpResponseMessage) method.invoke(instance, values);
  }

  private static @Nullable Object value(
      @Nullable String binding, Class<?> type, PlainRequest request) throws Exception {
    return switch (String.valueOf(binding)) {
      case "HttpTrigger" -> request;
      case "BindingName" -> type == long.class ? (Object) 1L : "cold";
      case "QueueTrigger" -> request.body().orElse("").getBytes(UTF_8);
      case "DurableClientInput" -> durableClient(type);
      default -> null;
    };
  }

  /** From the host's JSON, by Gson, as the worker makes one. */
  private static @Nullable Object durableClient(Class<?> type) throws Exception {
    String json = System.getProperty("plain.durable");
    Class<?> gson = Class.forName("com.google.gson.Gson", true, type.getClassLoader());
    return gson.getMethod("fromJson", String.class, Class.class)
        .invoke(gson.getConstructor().newInstance(), json, type);
  }

  private static Function function(ClassLoader loader, String entryPoint) throws Exception {
    int dot = entryPoint.lastIndexOf('.');
    Class<?> type = Class.forName(entryPoint.substring(0, dot), true, loader);
    String name = entryPoint.substring(dot + 1);
    for (Method method : type.getMethods()) {
      if (method.getName().equals(name)) {
        return new Function(method, bindings(method));
      }
    }
    throw new NoSuchMethodException(entryPoint);
  }

  private static List<@Nullable String> bindings(Method method) {
    List<@Nullable String> bindings = new ArrayList<>();
    for (Parameter parameter : method.getParameters()) {
      Annotation[] annotations = parameter.getAnnotations();
      bindings.add(
          annotations.length == 0 ? null : annotations[0].annotationType().getSimpleName());
    }
    return bindings;
  }

  /** The worker is told these by the host; so there is no JSON library in the way. */
  private static Map<String, Map<String, String>> descriptions(Path folder) throws IOException {
    Map<String, Map<String, String>> descriptions = new HashMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.map(child -> child.resolve("function.json")).toList()) {
        if (Files.exists(file)) {
          Map<String, String> description = new HashMap<>();
          Matcher field = FIELD.matcher(Files.readString(file));
          while (field.find()) {
            description.put(field.group(1), field.group(2));
          }
          descriptions.put(String.valueOf(folder.relativize(file).getName(0)), description);
        }
      }
    }
    return descriptions;
  }

  private static URL[] urls(Path jar, Path lib) throws IOException {
    List<URL> urls = new ArrayList<>(List.of(url(jar)));
    try (Stream<Path> files = Files.list(lib)) {
      for (Path file : files.sorted().toList()) {
        urls.add(url(file));
      }
    }
    return urls.toArray(URL[]::new);
  }

  private static URL url(Path file) throws MalformedURLException {
    return file.toUri().toURL();
  }

  /** What the worker does for an app without an injector. */
  private static final class NewInstances implements FunctionInstanceInjector {
    @Override
    public <T> T getInstance(Class<T> type) throws Exception {
      return type.getDeclaredConstructor().newInstance();
    }
  }
}
