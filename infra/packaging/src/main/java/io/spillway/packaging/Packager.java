package io.spillway.packaging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Copies a staged function app, without files not needed in the cloud and with its libraries in one
 * jar, and zips the copy.
 */
public final class Packager {

  /** Settings of a developer's machine: at best useless in the cloud, at worst secret. */
  private static final Set<String> NOT_DEPLOYED = Set.of("local.settings.json");

  /** List of the merged libraries, next to their jar. */
  static final String LIBRARIES = "lib/libraries.json";

  private static final String LIBRARIES_JAR = "lib/libraries.jar";

  private final Path staged;
  private final Path folder;
  private final Instant time;
  private final Set<LeftOut> unused = new TreeSet<>(Comparator.comparing(LeftOut::artifact));

  private Packager(Path staged, Path folder, Instant time) {
    this.staged = staged;
    this.folder = folder;
    this.time = time;
    unused.addAll(LeftOut.ALL);
  }

  /**
   * Creates the package.
   *
   * @param arguments the staged folder, the folder to write, the zip to write, the time of all zip
   *     entries, and the list of libraries that Maven resolved; for a bill of materials also its
   *     resolved counterpart, the file to write, and npm packages as {@code name@version}
   */
  public static void main(String[] arguments) throws IOException {
    Path staged = Path.of(arguments[0]);
    Path folder = Path.of(arguments[1]);
    Path zip = Path.of(arguments[2]);
    Instant time = Instant.parse(arguments[3]);
    List<Library> libraries =
        new Packager(staged, folder, time).copy(Library.read(Path.of(arguments[4])));
    FolderZip.write(folder, zip, time);
    if (arguments.length > 6) {
      List<String> assets = List.of(arguments).subList(7, arguments.length);
      List<String> jars = libraries.stream().map(Library::jar).toList();
      Sbom.write(Path.of(arguments[5]), jars, assets, Path.of(arguments[6]));
    }
    System.out.printf(
        "spillway: packaged %s, %.1f MB as a zip%n", folder.getFileName(), Files.size(zip) / 1e6);
  }

  private List<Library> copy(List<Library> resolved) throws IOException {
    deleteRecursively(folder);
    List<Path> jars = new ArrayList<>();
    for (Path file : files(staged)) {
      if (!isLeftOut(file.getFileName().toString())) {
        if (file.startsWith(staged.resolve("lib"))) {
          jars.add(file);
        } else {
          Path target = folder.resolve(staged.relativize(file).toString());
          Files.createDirectories(target.getParent());
          copy(file, target);
        }
      }
    }
    if (!unused.isEmpty()) {
      throw new IllegalStateException("left out, but not there to begin with: " + unused);
    }
    List<Library> libraries =
        Library.of(resolved, jars.stream().map(jar -> jar.getFileName().toString()).toList());
    Files.createDirectories(folder.resolve("lib"));
    MergedJar.write(jars, folder.resolve(LIBRARIES_JAR), time);
    Library.write(libraries, folder.resolve(LIBRARIES));
    return libraries;
  }

  private void copy(Path file, Path target) throws IOException {
    if (file.getFileName().toString().endsWith(".jar")) {
      LeanJar.write(file, target, time);
    } else {
      Files.copy(file, target);
    }
  }

  private boolean isLeftOut(String name) {
    List<LeftOut> rules = LeftOut.ALL.stream().filter(rule -> rule.names(name)).toList();
    unused.removeAll(rules);
    return !rules.isEmpty() || NOT_DEPLOYED.contains(name);
  }

  /** Returns every file below a folder, in a platform-independent order. */
  static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths
          .filter(Files::isRegularFile)
          .sorted(Comparator.comparing(path -> folder.relativize(path).toString()))
          .toList();
    }
  }

  private static void deleteRecursively(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      paths.sorted(Comparator.reverseOrder()).forEach(Packager::delete);
    }
  }

  private static void delete(Path path) {
    try {
      Files.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
