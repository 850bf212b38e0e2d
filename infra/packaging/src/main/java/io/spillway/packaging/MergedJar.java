package io.spillway.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;

/**
 * Merges many jars into one with every class, service and resource, and the version of each
 * package. Legal texts are kept by library, in {@code META-INF/licenses/}.
 *
 * <p>The worker lists every jar for each function that it loads, and searches them in turn for each
 * class.
 */
final class MergedJar {

  private static final Pattern VERSIONED = Pattern.compile("META-INF/versions/\\d+/(.*)");

  private static final Pattern SERVICE = Pattern.compile("META-INF/services/[^/]+");

  private static final Pattern LEGAL =
      Pattern.compile(
          "(?:META-INF/)?((?:[\\w-]*LICENSE|NOTICE|COPYRIGHT|DEPENDENCIES)(?:\\.\\w+)?)");

  /** The version file in every jar of Netty, which reads them all. */
  private static final String VERSIONS_OF_NETTY = "META-INF/io.netty.versions.properties";

  /**
   * Files that concern one jar or other JVMs: module descriptors, which no class path needs, and
   * the metadata of native images, OSGi and Kotlin's compiler.
   */
  private static final Pattern OF_ONE_JAR =
      Pattern.compile(
          "META-INF/(?:MANIFEST\\.MF|INDEX\\.LIST|native-image/.*|[^/]+\\.kotlin_module)"
              + "|(?:.*/)?module-info\\.class|(?:.*/)?OSGI-INF/.*|.*/");

  private final Map<String, byte[]> parts = new TreeMap<>();
  private final Map<String, String> owners = new TreeMap<>();
  private final Map<String, Set<String>> services = new TreeMap<>();
  private final Manifest manifest = new Manifest();

  private MergedJar() {
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MULTI_RELEASE, "true");
  }

  /**
   * Writes the jar, every entry of this time, with {@link LeanJar}'s omissions.
   *
   * @throws IllegalStateException if two jars have a class or another file of the same name with
   *     different contents, which cannot be merged
   */
  static void write(List<Path> jars, Path target, Instant time) throws IOException {
    MergedJar merged = new MergedJar();
    for (Path jar : jars) {
      merged.add(jar);
    }
    merged.write(target, time);
  }

  private void add(Path file) throws IOException {
    try (JarFile jar = new JarFile(file.toFile(), false)) {
      String name = String.valueOf(file.getFileName());
      for (ZipEntry entry : jar.stream().map(ZipEntry.class::cast).toList()) {
        if (isKept(entry.getName(), jar.isMultiRelease())) {
          try (InputStream in = jar.getInputStream(entry)) {
            add(name, entry.getName(), in.readAllBytes());
          }
        }
      }
      keepVersions(jar);
    }
  }

  /**
   * Returns whether an entry is kept: versioned classes are unused in a jar that is not
   * multi-release.
   */
  private static boolean isKept(String entry, boolean multiRelease) {
    return !LeanJar.isLeftOut(entry)
        && !OF_ONE_JAR.matcher(entry).matches()
        && (multiRelease || !VERSIONED.matcher(entry).matches());
  }

  private void add(String jar, String entry, byte[] bytes) {
    Matcher legal = LEGAL.matcher(entry);
    if (SERVICE.matcher(entry).matches()) {
      services.computeIfAbsent(entry, absent -> new LinkedHashSet<>()).addAll(providers(bytes));
    } else if (legal.matches()) {
      String library = jar.substring(0, jar.length() - ".jar".length());
      put(jar, "META-INF/licenses/" + library + "/" + legal.group(1), bytes);
    } else if (entry.equals(VERSIONS_OF_NETTY) && parts.containsKey(entry)) {
      parts.computeIfPresent(entry, (name, there) -> join(there, bytes));
    } else {
      put(jar, entry, bytes);
    }
  }

  private void put(String jar, String entry, byte[] bytes) {
    // Another jar's class must not replace this one in newer versions of Java.
    Matcher versioned = VERSIONED.matcher(entry);
    String owned = versioned.matches() ? versioned.group(1) : entry;
    String owner = owners.putIfAbsent(owned, jar);
    byte[] there = parts.putIfAbsent(entry, bytes);
    boolean foreign = owner != null && !owner.equals(jar);
    if (foreign && (there == null || !Arrays.equals(there, bytes))) {
      throw new IllegalStateException(entry + " differs in " + owner + " and " + jar);
    }
  }

  private static List<String> providers(byte[] service) {
    return new String(service, UTF_8)
        .lines()
        .map(line -> line.replaceFirst("#.*", "").strip())
        .filter(line -> !line.isEmpty())
        .toList();
  }

  private static byte[] join(byte[] one, byte[] other) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(one);
    all.write('\n');
    all.writeBytes(other);
    return all.toByteArray();
  }

  /**
   * Keeps the version of each package, which libraries send to servers and compare with each other.
   */
  private void keepVersions(JarFile jar) throws IOException {
    Manifest own = jar.getManifest();
    String version =
        own == null
            ? null
            : own.getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION);
    if (version != null) {
      jar.stream()
          .map(ZipEntry::getName)
          .filter(name -> name.endsWith(".class") && !name.startsWith("META-INF/"))
          .filter(name -> name.contains("/"))
          .map(name -> name.substring(0, name.lastIndexOf('/') + 1))
          .distinct()
          .forEach(
              name ->
                  manifest
                      .getEntries()
                      .computeIfAbsent(name, absent -> new Attributes())
                      .putIfAbsent(Attributes.Name.IMPLEMENTATION_VERSION, version));
    }
  }

  private void write(Path target, Instant time) throws IOException {
    services.forEach(
        (name, providers) ->
            parts.put(name, (String.join("\n", providers) + "\n").getBytes(UTF_8)));
    try (StoredJar out = new StoredJar(target, time)) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      manifest.write(bytes);
      out.add(JarFile.MANIFEST_NAME, bytes.toByteArray());
      for (Map.Entry<String, byte[]> part : parts.entrySet()) {
        out.add(part.getKey(), LeanJar.lean(part.getKey(), part.getValue()));
      }
    }
  }
}
