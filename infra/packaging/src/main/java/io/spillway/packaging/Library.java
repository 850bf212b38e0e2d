package io.spillway.packaging;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Library resolved by Maven.
 *
 * @param classifier the classifier; empty for most
 * @param licences SPDX ids if the library or the build gives them, else names
 */
record Library(
    String group, String name, String version, String classifier, List<String> licences) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The licence name that license-maven-plugin uses for a library without one. */
  private static final String NO_LICENCE = "Unknown license";

  Library {
    licences = List.copyOf(licences);
  }

  /** Returns the name of its jar. */
  String jar() {
    return name + "-" + version + (classifier.isEmpty() ? "" : "-" + classifier) + ".jar";
  }

  private boolean isLicensed() {
    return !licences.isEmpty() && !licences.contains(NO_LICENCE);
  }

  /** Reads a list written by {@link #write} or by the build of app-functions. */
  static List<Library> read(Path list) throws IOException {
    return List.of(JSON.readValue(list.toFile(), Library[].class));
  }

  /**
   * Returns the libraries of these jars, in their order.
   *
   * @throws IllegalStateException if a jar is not in {@code resolved}, or has no licence
   */
  static List<Library> of(List<Library> resolved, Collection<String> jars) {
    Map<String, Library> byJar = resolved.stream().collect(toMap(Library::jar, each -> each));
    Collection<String> unknown = new TreeSet<>(jars);
    unknown.removeAll(byJar.keySet());
    if (!unknown.isEmpty()) {
      throw new IllegalStateException("packaged, but not resolved by Maven: " + unknown);
    }
    List<Library> libraries =
        resolved.stream().filter(library -> jars.contains(library.jar())).toList();
    List<String> unlicensed =
        libraries.stream().filter(each -> !each.isLicensed()).map(Library::jar).toList();
    if (!unlicensed.isEmpty()) {
      throw new IllegalStateException("packaged, but without a licence: " + unlicensed);
    }
    return libraries;
  }

  /** Writes a list for people and {@link #read}, one library a line. */
  static void write(List<Library> libraries, Path list) throws IOException {
    StringBuilder lines = new StringBuilder("[");
    for (Library library : libraries) {
      lines.append(lines.length() == 1 ? "\n" : ",\n").append(JSON.writeValueAsString(library));
    }
    Files.writeString(list, lines.append("\n]\n"));
  }
}
