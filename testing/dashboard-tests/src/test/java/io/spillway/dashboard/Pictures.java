package io.spillway.dashboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Pictures for the documents, kept only if {@code spillway.pictures} names their folder. */
final class Pictures {

  private Pictures() {}

  static void keep(Browser browser, String name) {
    String folder = System.getProperty("spillway.pictures", "");
    if (folder.isEmpty()) {
      return;
    }
    try {
      Files.createDirectories(Path.of(folder));
      Files.write(Path.of(folder, name + ".png"), browser.picture());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
