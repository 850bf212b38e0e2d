package io.spillway.packaging.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.internal.spi.middleware.Middleware;
import com.microsoft.azure.functions.spi.inject.FunctionInstanceInjector;
import java.io.File;
import java.io.FileFilter;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Function app, loaded as the worker does: for each function it lists the app's folder and {@code
 * lib} anew; the first one creates a class loader over the app's jar and all libraries, in no
 * defined order, and loads middleware and injector by ServiceLoader; for each class it reads all
 * public methods, and the annotations of every parameter of the function's method.
 *
 * @param functions the functions by name
 */
record LoadedApp(
    ClassLoader loader, FunctionInstanceInjector injector, Map<String, Function> functions) {

  private static final Pattern FIELD =
      Pattern.compile("\"(scriptFile|entryPoint)\"\\s*:\\s*\"([^\"]+)\"");

  private static final String ANNOTATIONS = "com.microsoft.azure.functions.annotation";

  /**
   * @param bindings each parameter's binding, by the simple name of its annotation
   */
  record Function(Method method, List<@Nullable String> bindings) {}

  static LoadedApp load(Path folder) throws Exception {
    Set<URI> jars = Collections.newSetFromMap(new ConcurrentHashMap<>());
    Map<String, Function> functions = new HashMap<>();
    @Nullable ClassLoader loader = null;
    FunctionInstanceInjector injector = new NewInstances();
    for (Map.Entry<String, Map<String, String>> description : descriptions(folder).entrySet()) {
      String scriptFile = description.getValue().getOrDefault("scriptFile", "");
      addJars(folder.resolve(description.getKey()).resolve(scriptFile).normalize(), jars);
      if (loader == null) {
        loader = new URLClassLoader(urls(jars), LoadedApp.class.getClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        ServiceLoader.load(Middleware.class).forEach(middleware -> {});
        injector = ServiceLoader.load(FunctionInstanceInjector.class).findFirst().orElse(injector);
      }
      String entryPoint = description.getValue().getOrDefault("entryPoint", "");
      functions.put(description.getKey(), function(loader, entryPoint));
    }
    return new LoadedApp(requireNonNull(loader), injector, functions);
  }

  /**
   * Calls a function, as an invocation by the host.
   *
   * @param request the request of an HTTP trigger; null for other functions
   * @return the result; null if the function returns nothing
   */
  @Nullable HttpResponseMessage call(String name, PlainRequest request) throws Exception {
    Function function = functions.get(name);
    if (function == null) {
      throw new IllegalArgumentException("there is no function " + name);
    }
    Method method = function.method();
    Thread.currentThread().setContextClassLoader(loader);
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

  /** Created from the host's JSON by Gson, as in the worker. */
  private static @Nullable Object durableClient(Class<?> type) throws Exception {
    String json = System.getProperty("plain.durable");
    Class<?> gson = Class.forName("com.google.gson.Gson", true, type.getClassLoader());
    return gson.getMethod("fromJson", String.class, Class.class)
        .invoke(gson.getConstructor().newInstance(), json, type);
  }

  private static Function function(ClassLoader loader, String entryPoint) throws Exception {
    int dot = entryPoint.lastIndexOf('.');
    String name = entryPoint.substring(dot + 1);
    Class<?> type = Class.forName(entryPoint.substring(0, dot), false, loader);
    List<Function> found = new ArrayList<>();
    for (Method method : type.getMethods()) {
      if (method.getDeclaringClass() == type && method.getName().equals(name)) {
        found.add(new Function(method, bindings(method)));
      }
    }
    if (found.size() != 1) {
      throw new NoSuchMethodException(found.size() + " methods are " + entryPoint);
    }
    return found.get(0);
  }

  private static List<@Nullable String> bindings(Method method) throws Exception {
    List<@Nullable String> bindings = new ArrayList<>();
    for (Parameter parameter : method.getParameters()) {
      Type unused = parameter.getParameterizedType();
      @Nullable String binding = null;
      for (Annotation annotation : parameter.getAnnotations()) {
        binding = binding == null ? annotation.annotationType().getSimpleName() : binding;
        lookAt(annotation);
      }
      bindings.add(binding);
    }
    return bindings;
  }

  /** Reads a binding's name, and whether the parameter is an output. */
  private static void lookAt(Annotation annotation) throws Exception {
    // The proxy is the reflected object.
    Object proxy = annotation;
    if (proxy.toString().contains(ANNOTATIONS)) {
      for (Method method : proxy.getClass().getMethods()) {
        if (method.getName().equals("name")) {
          Object unused = method.invoke(proxy);
        }
      }
    }
    Annotation[] unused = annotation.annotationType().getAnnotations();
  }

  /**
   * Reads the descriptions, which the host sends to the worker; so no JSON library is on the
   * measured path.
   */
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

  /** Adds jars with the same file system calls as the worker's, every time. */
  private static void addJars(Path jar, Set<URI> jars) throws IOException {
    File[] folders =
        children(
            jar.toFile().getAbsoluteFile().getParentFile(),
            file -> file.isDirectory() && file.getName().endsWith("lib"));
    jars.add(jar.toFile().toURI());
    for (File folder : folders) {
      for (File file : children(folder, file -> file.isFile() && file.getName().endsWith(".jar"))) {
        jars.add(file.toURI());
      }
    }
  }

  private static URL[] urls(Set<URI> jars) throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (URI jar : jars) {
      urls.add(jar.toURL());
    }
    return urls.toArray(URL[]::new);
  }

  private static File[] children(File folder, FileFilter filter) {
    return requireNonNull(folder.listFiles(filter), folder::getPath);
  }

  /** Default of the worker for an app without an injector. */
  private static final class NewInstances implements FunctionInstanceInjector {
    @Override
    public <T> T getInstance(Class<T> type) throws Exception {
      return type.getDeclaredConstructor().newInstance();
    }
  }
}
