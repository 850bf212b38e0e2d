package io.spillway.functions.operations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The dashboard's own files, without the minified libraries. */
final class DashboardSources {

  private DashboardSources() {}

  /** Returns the text of each file with this ending, by name. */
  static Map<String, String> endingIn(String ending) {
    try {
      Path folder =
          Path.of(
                  DashboardFile.class
                      .getResource("/io/spillway/functions/dashboard/index.html")
                      .toURI())
              .getParent();
      Map<String, String> sources = new TreeMap<>();
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.filter(file -> file.toString().endsWith(ending)).toList()) {
          sources.put(file.getFileName().toString(), Files.readString(file));
        }
      }
      sources.keySet().removeIf(name -> name.matches("(lit-html|i18next|uPlot).*"));
      return sources;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
