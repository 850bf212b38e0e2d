package io.spillway.packaging.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** One function as a function app, in the form in which the plugin stages one. */
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

  private SmallApp() {}

  /**
   * Writes it.
   *
   * @param function its class, with a method {@code answer}; the function is called as the class
   * @param other a function app with libraries
   * @param needed which of them are copied, by the beginning of their names
   */
  static Path write(Path folder, Class<?> function, Path other, String needed) throws IOException {
    Path described = Files.createDirectories(folder.resolve(function.getSimpleName()));
    Files.writeString(described.resolve("function.json"), FUNCTION.formatted(function.getName()));
    Path lib = Files.createDirectories(folder.resolve("lib"));
    try (Stream<Path> jars = Files.list(other.resolve("lib"))) {
      for (Path jar : jars.toList()) {
        if (jar.getFileName().toString().startsWith(needed)) {
          Files.copy(jar, lib.resolve(jar.getFileName()));
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
