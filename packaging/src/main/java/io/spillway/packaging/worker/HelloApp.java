package io.spillway.packaging.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** {@link HelloFunctions} as a function app, in the form in which the plugin stages one. */
final class HelloApp {

  private static final String FUNCTION =
      """
      {
        "scriptFile" : "../hello.jar",
        "entryPoint" : "%s.hello",
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

  private HelloApp() {}

  /** Writes it, with the one library that it needs from another function app. */
  static Path write(Path folder, Path other) throws IOException {
    Files.createDirectories(folder.resolve("Hello"));
    Files.writeString(
        folder.resolve("Hello").resolve("function.json"),
        FUNCTION.formatted(HelloFunctions.class.getName()));
    Path lib = Files.createDirectories(folder.resolve("lib"));
    try (Stream<Path> jars = Files.list(other.resolve("lib"))) {
      for (Path jar : jars.toList()) {
        if (jar.getFileName().toString().startsWith("azure-functions-java-library-")) {
          Files.copy(jar, lib.resolve(jar.getFileName()));
        }
      }
    }
    String name = HelloFunctions.class.getName().replace('.', '/') + ".class";
    jar(folder.resolve("hello.jar"), name, WorkerProcess.classes().resolve(name));
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
