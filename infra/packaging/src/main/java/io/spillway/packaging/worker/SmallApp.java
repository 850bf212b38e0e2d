package io.spillway.packaging.worker;

import io.spillway.packaging.LeanJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Function app with one function, in the plugin's staged form. */
final class SmallApp {

  private static final String FUNCTION =
      """
      {
        "scriptFile" : "../small.jar",
        "entryPoint" : "%s.answer",
        "bindings" : [ {
          "type" : "httpTrigger",
          "direction" : "in",
          "name" : "request",
          "authLevel" : "ANONYMOUS"
        }, {
          "type" : "http",
          "direction" : "out",
          "name" : "$return"
        } ]
      }
      """;

  private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

  private SmallApp() {}

  /**
   * Writes the app.
   *
   * @param function the class, with a method {@code answer}; the function has its name
   * @param libraries a folder with libraries, which are copied without signatures
   * @param needed the prefixes of the libraries to copy
   */
  static Path write(Path folder, Class<?> function, Path libraries, String needed)
      throws IOException {
    Path described = Files.createDirectories(folder.resolve(function.getSimpleName()));
    Files.writeString(described.resolve("function.json"), FUNCTION.formatted(function.getName()));
    Path lib = Files.createDirectories(folder.resolve("lib"));
    try (Stream<Path> files = Files.list(libraries)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.startsWith(needed) && name.endsWith(".jar")) {
          LeanJar.write(file, lib.resolve(name), TIME);
        }
      }
    }
    String name = function.getName().replace('.', '/') + ".class";
    jar(folder.resolve("small.jar"), name, WorkerProcess.classes().resolve(name));
    return folder;
  }

  private static void jar(Path jar, String name, Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    CRC32 crc = new CRC32();
    crc.update(bytes);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCrc(crc.getValue());
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(entry);
      out.write(bytes);
    }
  }
}
