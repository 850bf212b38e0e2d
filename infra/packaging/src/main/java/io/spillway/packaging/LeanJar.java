package io.spillway.packaging;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Enumeration;
import java.util.Locale;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * A jar without signatures, whose checking takes a fifth of a cold start; without native libraries
 * of other platforms; and uncompressed, since a class is then read without inflating it, and the
 * zip around it is the smaller for it.
 */
public final class LeanJar {

  private static final Pattern SIGNATURE =
      Pattern.compile("META-INF/(?:[^/]+\\.(?:SF|RSA|DSA|EC)|SIG-[^/]+)");

  private static final Pattern NATIVE =
      Pattern.compile(".*\\.(?:dll|dylib|jnilib|so|a|exe)(?:\\.\\d+)*");

  private static final Pattern LINUX_X86_64 =
      Pattern.compile(".*(?:linux.*(?:x86.64|amd64)|(?:x86.64|amd64).*linux).*\\.so");

  private LeanJar() {}

  /** Writes it, every entry of this time. */
  public static void write(Path jar, Path target, Instant time) throws IOException {
    try (ZipFile from = new ZipFile(jar.toFile());
        ZipOutputStream to =
            new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(target)))) {
      boolean signed = from.stream().anyMatch(entry -> isSignature(entry.getName()));
      Enumeration<? extends ZipEntry> entries = from.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        String name = entry.getName();
        if (isSignature(name) || isForeignNative(name)) {
          continue;
        }
        byte[] bytes = bytes(from, entry);
        boolean manifest = name.equalsIgnoreCase(JarFile.MANIFEST_NAME);
        store(to, name, signed && manifest ? withoutDigests(bytes) : bytes, time);
      }
    }
  }

  static boolean isSignature(String name) {
    return SIGNATURE.matcher(name.toUpperCase(Locale.ROOT)).matches();
  }

  /** A native library for anything but 64-bit Linux on x86, which function apps run on. */
  static boolean isForeignNative(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return NATIVE.matcher(lower).matches() && !LINUX_X86_64.matcher(lower).matches();
  }

  private static byte[] bytes(ZipFile from, ZipEntry entry) throws IOException {
    try (InputStream in = from.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }

  /** A signed jar's manifest has a section with a digest for every file. */
  private static byte[] withoutDigests(byte[] manifest) throws IOException {
    Manifest parsed = new Manifest(new ByteArrayInputStream(manifest));
    parsed.getEntries().clear();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    parsed.write(out);
    return out.toByteArray();
  }

  private static void store(ZipOutputStream to, String name, byte[] bytes, Instant time)
      throws IOException {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    ZipEntry entry = FolderZip.entry(name, time);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCompressedSize(bytes.length);
    entry.setCrc(crc.getValue());
    to.putNextEntry(entry);
    to.write(bytes);
    to.closeEntry();
  }
}
