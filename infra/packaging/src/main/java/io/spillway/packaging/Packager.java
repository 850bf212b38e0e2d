package io.spillway.packaging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Copies a staged function app, without what is not needed in the cloud, and zips the copy. */
public final class Packager {

  /** Settings of a developer's machine: at best useless in the cloud, at worst secret. */
  private static final Set<String> NOT_DEPLOYED = Set.of("local.settings.json");

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
   * Makes the package.
   *
   * @param arguments the staged folder, the folder to write, the zip to write, and the time that
   *     everything in the zip has; for a bill of materials also the one of what was resolved, the
   *     file to write, and npm packages as {@code name@version}
   */
  public static void main(String[] arguments) throws IOException {
    Path staged = Path.of(arguments[0]);
    Path folder = Path.of(arguments[1]);
    Path zip = Path.of(arguments[2]);
    Instant time = Instant.parse(arguments[3]);
    new Packager(staged, folder, time).copy();
    FolderZip.write(folder, zip, time);
    if (arguments.length > 5) {
      List<String> assets = List.of(arguments).subList(6, arguments.length);
      Sbom.write(Path.of(arguments[4]), folder, assets, Path.of(arguments[5]));
    }
    System.out.printf(
        "spillway: packaged %s, %.1f MB as a zip%n", folder.getFileName(), Files.size(zip) / 1e6);
  }

  private void copy() throws IOException {
    deleteRecursively(folder);
    for (Path file : files(staged)) {
      Path target = folder.resolve(staged.relativize(file).toString());
      if (!isLeftOut(file.getFileName().toString())) {
        Files.createDirectories(target.getParent());
        copy(file, target);
      }
    }
    if (!unused.isEmpty()) {
      throw new IllegalStateException("left out, but not there to begin with: " + unused);
    }
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

  /** Every file below a folder, in an order that is the same everywhere. */
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
