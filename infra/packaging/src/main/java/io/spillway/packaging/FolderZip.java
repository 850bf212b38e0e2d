package io.spillway.packaging;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Reproducible zip of a folder: the same files always give the same bytes. */
final class FolderZip {

  private FolderZip() {}

  static void write(Path folder, Path zip, Instant time) throws IOException {
    try (ZipOutputStream out =
        new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(zip)))) {
      for (Path file : Packager.files(folder)) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        out.putNextEntry(entry(name, time));
        Files.copy(file, out);
        out.closeEntry();
      }
    }
  }

  /** Returns an entry of this time, independent of the machine's time zone. */
  static ZipEntry entry(String name, Instant time) {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(LocalDateTime.ofInstant(time, ZoneOffset.UTC));
    return entry;
  }
}
