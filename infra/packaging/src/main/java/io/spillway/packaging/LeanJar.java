package io.spillway.packaging;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Enumeration;
import java.util.Locale;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Jar without signatures, whose verification takes a fifth of a cold start; without native
 * libraries of other platforms; uncompressed, and with {@link LeanClass}es.
 */
public final class LeanJar {

  private static final Pattern SIGNATURE =
      Pattern.compile("META-INF/(?:[^/]+\\.(?:SF|RSA|DSA|EC)|SIG-[^/]+)");

  private static final Pattern NATIVE =
      Pattern.compile(".*\\.(?:dll|dylib|jnilib|so|a|exe)(?:\\.\\d+)*");

  private static final Pattern LINUX_X86_64 =
      Pattern.compile(".*(?:linux.*(?:x86.64|amd64)|(?:x86.64|amd64).*linux).*\\.so");

  private LeanJar() {}

  /** Writes the jar, every entry of this time. */
  public static void write(Path jar, Path target, Instant time) throws IOException {
    try (ZipFile from = new ZipFile(jar.toFile());
        StoredJar to = new StoredJar(target, time)) {
      boolean signed = from.stream().anyMatch(entry -> isSignature(entry.getName()));
      Enumeration<? extends ZipEntry> entries = from.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        String name = entry.getName();
        if (!isLeftOut(name)) {
          byte[] bytes = bytes(from, entry);
          boolean manifest = name.equalsIgnoreCase(JarFile.MANIFEST_NAME);
          to.add(name, signed && manifest ? withoutDigests(bytes) : lean(name, bytes));
        }
      }
    }
  }

  /** Returns the contents of an entry; of a class, without what the JVM does not read. */
  static byte[] lean(String name, byte[] bytes) {
    return name.endsWith(".class") ? LeanClass.of(bytes) : bytes;
  }

  /** Returns whether an entry is omitted from every lean jar. */
  static boolean isLeftOut(String name) {
    return isSignature(name) || isForeignNative(name);
  }

  private static boolean isSignature(String name) {
    return SIGNATURE.matcher(name.toUpperCase(Locale.ROOT)).matches();
  }

  /**
   * Returns whether an entry is a native library for other platforms than 64-bit Linux on x86, on
   * which function apps run.
   */
  private static boolean isForeignNative(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return NATIVE.matcher(lower).matches() && !LINUX_X86_64.matcher(lower).matches();
  }

  private static byte[] bytes(ZipFile from, ZipEntry entry) throws IOException {
    try (InputStream in = from.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }

  /** Removes the digests, because a signed jar's manifest has a section for every file. */
  private static byte[] withoutDigests(byte[] manifest) throws IOException {
    Manifest parsed = new Manifest(new ByteArrayInputStream(manifest));
    parsed.getEntries().clear();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    parsed.write(out);
    return out.toByteArray();
  }
}
