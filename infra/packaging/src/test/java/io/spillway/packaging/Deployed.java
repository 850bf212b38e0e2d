package io.spillway.packaging;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.zip.ZipFile;

/** Package, as it was just built. */
final class Deployed {

  static final Path STAGED = Path.of(System.getProperty("spillway.staged"));
  static final Path FOLDER = Path.of(System.getProperty("spillway.package"));
  static final Path ZIP = Path.of(System.getProperty("spillway.zip"));

  private Deployed() {}

  /** Returns every file, relative to the folder. */
  static List<String> files() {
    try {
      return Packager.files(FOLDER).stream()
          .map(file -> FOLDER.relativize(file).toString().replace('\\', '/'))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the names of all jars. */
  static List<String> jars() {
    return files().stream().filter(file -> file.endsWith(".jar")).toList();
  }

  /** Returns the single jar with a matching name. */
  static String name(String pattern) {
    List<String> found = jars().stream().filter(jar -> jar.matches(pattern)).toList();
    if (found.size() != 1) {
      throw new AssertionError(pattern + " matches " + found);
    }
    return found.get(0);
  }

  /** Returns the libraries in the merged jar. */
  static List<Library> libraries() {
    try {
      return Library.read(FOLDER.resolve(Packager.LIBRARIES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the jars of the same libraries, as the Functions plugin staged them. */
  static List<Path> stagedLibraries() {
    try {
      return Packager.files(STAGED.resolve("lib")).stream()
          .filter(jar -> LeftOut.ALL.stream().noneMatch(rule -> rule.names(fileName(jar))))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String fileName(Path file) {
    return String.valueOf(file.getFileName());
  }

  /** Visits every entry of every jar, by the jar. */
  static void eachEntry(BiConsumer<String, String> look) {
    for (String jar : jars()) {
      try (ZipFile zip = new ZipFile(FOLDER.resolve(jar).toFile())) {
        zip.stream().forEach(entry -> look.accept(jar, entry.getName()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Returns the names of all functions. */
  static List<String> functions() {
    return files().stream()
        .filter(file -> file.endsWith("/function.json"))
        .map(file -> file.substring(0, file.indexOf('/')))
        .toList();
  }

  static JsonNode function(String name) {
    return json(name + "/function.json");
  }

  /** Returns a function's single binding of this type. */
  static JsonNode binding(String function, String type) {
    List<JsonNode> found =
        Nodes.stream(function(function).path("bindings"))
            .filter(binding -> binding.path("type").asText().equals(type))
            .toList();
    if (found.size() != 1) {
      throw new AssertionError(function + " has " + found.size() + " bindings " + type);
    }
    return found.get(0);
  }

  static JsonNode json(String file) {
    return Nodes.json(FOLDER.resolve(file));
  }
}
