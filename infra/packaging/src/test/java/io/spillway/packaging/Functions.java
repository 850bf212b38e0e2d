package io.spillway.packaging;

import com.microsoft.azure.functions.annotation.FunctionName;
import io.spillway.functions.Spillway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Functions of the code, by their annotations. */
final class Functions {

  private Functions() {}

  /** Returns every function of the app's classes. */
  static List<Method> ofTheCode() {
    try {
      return of(
          Path.of(Spillway.class.getProtectionDomain().getCodeSource().getLocation().toURI()));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns every function of the classes in a jar or a folder. */
  static List<Method> of(Path classes) {
    try {
      if (Files.isDirectory(classes)) {
        return below(classes);
      }
      try (FileSystem jar = FileSystems.newFileSystem(classes)) {
        return below(jar.getPath("/"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the annotations of this type on the functions' parameters. */
  static <A extends Annotation> List<A> parameters(List<Method> functions, Class<A> type) {
    return functions.stream()
        .flatMap(function -> Arrays.stream(function.getParameters()))
        .flatMap(parameter -> Stream.ofNullable(parameter.getAnnotation(type)))
        .toList();
  }

  private static List<Method> below(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .map(file -> folder.relativize(file).toString())
          .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
          .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
          .flatMap(name -> Arrays.stream(load(name).getDeclaredMethods()))
          .filter(method -> method.isAnnotationPresent(FunctionName.class))
          .toList();
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, Functions.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }
}
