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
 * A library as Maven resolved it.
 *
 * @param classifier empty for most
 * @param licences their SPDX ids where the library or the build gives them, else their names
 */
record Library(
    String group, String name, String version, String classifier, List<String> licences) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The licence that license-maven-plugin gives to a library without one. */
  private static final String NO_LICENCE = "Unknown license";

  Library {
    licences = List.copyOf(licences);
  }

  /** The name of its jar. */
  String jar() {
    return name + "-" + version + (classifier.isEmpty() ? "" : "-" + classifier) + ".jar";
  }

  private boolean isLicensed() {
    return !licences.isEmpty() && !licences.contains(NO_LICENCE);
  }

  /** The libraries in a list that {@link #write} or the build of app-functions has written. */
  static List<Library> read(Path list) throws IOException {
    return List.of(JSON.readValue(list.toFile(), Library[].class));
  }

  /**
   * The libraries of these jars, in their order.
   *
   * @throws IllegalStateException if a jar is none of {@code resolved}, or has no licence
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

  /** Writes a list that people and {@link #read} can read, one library a line. */
  static void write(List<Library> libraries, Path list) throws IOException {
    StringBuilder lines = new StringBuilder("[");
    for (Library library : libraries) {
      lines.append(lines.length() == 1 ? "\n" : ",\n").append(JSON.writeValueAsString(library));
    }
    Files.writeString(list, lines.append("\n]\n"));
  }
}
