package io.spillway.testing;

import java.nio.file.Files;
import java.nio.file.Path;

/** Locates the repository's root folder from any module. */
public final class RepositoryRoot {

  private RepositoryRoot() {}

  /**
   * Finds the nearest folder at or above the working directory that contains {@code pom.xml} and
   * the {@code spillway} script.
   *
   * @return the absolute path of that folder
   * @throws IllegalStateException if no such folder exists
   */
  public static Path path() {
    return above(Path.of("").toAbsolutePath());
  }

  /**
   * Resolves a path from the repository's root.
   *
   * @param path the relative path with slashes, such as {@code infra/azuredeploy.json}
   * @return the absolute path
   */
  public static Path resolve(String path) {
    return path().resolve(path);
  }

  static Path above(Path from) {
    for (Path folder = from; folder != null; folder = folder.getParent()) {
      if (Files.isRegularFile(folder.resolve("pom.xml"))
          && Files.isRegularFile(folder.resolve("spillway"))) {
        return folder;
      }
    }
    throw new IllegalStateException("no repository at or above " + from);
  }
}
