package io.spillway.packaging;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writer of an uncompressed jar with one time for all entries: classes are read without inflating,
 * and the zip around it is smaller.
 */
final class StoredJar implements Closeable {

  private final ZipOutputStream out;
  private final Instant time;

  StoredJar(Path jar, Instant time) throws IOException {
    this.out = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(jar)));
    this.time = time;
  }

  void add(String name, byte[] bytes) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    ZipEntry entry = FolderZip.entry(name, time);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCompressedSize(bytes.length);
    entry.setCrc(crc.getValue());
    out.putNextEntry(entry);
    out.write(bytes);
    out.closeEntry();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
