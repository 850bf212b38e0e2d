package io.spillway.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Merged jar in the package, compared with its source jars. */
@Tag("package")
class LibrariesJarTest {

  private static final Path JAR = Deployed.FOLDER.resolve("lib/libraries.jar");

  /** Opens a jar as a class loader does, with the classes for this version of Java. */
  private static JarFile open(Path jar) throws IOException {
    return new JarFile(jar.toFile(), false, JarFile.OPEN_READ, Runtime.version());
  }

  private static byte[] bytes(JarFile jar, String name) throws IOException {
    try (InputStream in = jar.getInputStream(jar.getEntry(name))) {
      return in.readAllBytes();
    }
  }

  @Test
  void each_class_of_a_library_is_found_in_it_without_what_only_debuggers_and_compilers_read()
      throws IOException {
    int classes = 0;
    List<String> different = new ArrayList<>();
    try (JarFile all = open(JAR)) {
      for (Path library : Deployed.stagedLibraries()) {
        try (JarFile jar = open(library)) {
          for (ZipEntry entry : jar.versionedStream().map(ZipEntry.class::cast).toList()) {
            String name = entry.getName();
            if (name.endsWith(".class") && !name.endsWith("module-info.class")) {
              classes++;
              if (all.getEntry(name) == null
                  || !Arrays.equals(LeanClass.of(bytes(jar, name)), bytes(all, name))) {
                different.add(library.getFileName() + "!/" + name);
              }
            }
          }
        }
      }
    }
    assertThat(classes).isGreaterThan(20_000);
    assertThat(different).isEmpty();
  }

  @Test
  void each_provider_of_a_service_is_found_in_it_and_no_other() throws IOException {
    Map<String, List<String>> expected = new HashMap<>();
    for (Path library : Deployed.stagedLibraries()) {
      collectProviders(library, expected);
    }
    Map<String, List<String>> found = new HashMap<>();
    collectProviders(JAR, found);

    assertThat(found).hasSizeGreaterThan(10).containsOnlyKeys(expected.keySet());
    expected.forEach(
        (service, providers) ->
            assertThat(found.get(service))
                .as(service)
                .containsExactlyInAnyOrderElementsOf(providers));
  }

  private static void collectProviders(Path library, Map<String, List<String>> providers)
      throws IOException {
    try (JarFile jar = open(library)) {
      for (ZipEntry entry : jar.stream().map(ZipEntry.class::cast).toList()) {
        if (entry.getName().matches("META-INF/services/[^/]+")) {
          new String(bytes(jar, entry.getName()), UTF_8)
              .lines()
              .map(line -> line.replaceFirst("#.*", "").strip())
              .filter(line -> !line.isEmpty())
              .forEach(
                  line ->
                      providers
                          .computeIfAbsent(entry.getName(), absent -> new ArrayList<>())
                          .add(line));
        }
      }
    }
  }

  /** Package versions that a library reads: for its user agent, or for a comparison. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "com.fasterxml.jackson.databind.ObjectMapper",
        "io.grpc.internal.GrpcUtil",
        "com.microsoft.aad.msal4j.IAccount",
        "reactor.netty.http.client.HttpClient",
        "io.spillway.ports.Health",
      })
  void a_class_has_the_version_of_its_library(String name) throws Exception {
    try (URLClassLoader merged = loader(List.of(JAR));
        URLClassLoader separate = loader(Deployed.stagedLibraries())) {
      assertThat(version(merged, name)).isNotNull().isEqualTo(version(separate, name));
    }
  }

  private static String version(ClassLoader loader, String name) throws ClassNotFoundException {
    return Class.forName(name, false, loader).getPackage().getImplementationVersion();
  }

  @Test
  void netty_knows_the_versions_of_all_its_parts() throws Exception {
    try (URLClassLoader merged = loader(List.of(JAR));
        URLClassLoader separate = loader(Deployed.stagedLibraries())) {
      assertThat(partsOfNetty(merged))
          .hasSizeGreaterThan(10)
          .containsExactlyInAnyOrderElementsOf(partsOfNetty(separate));
    }
  }

  private static List<String> partsOfNetty(ClassLoader loader) throws Exception {
    Object versions =
        Class.forName("io.netty.util.Version", true, loader)
            .getMethod("identify", ClassLoader.class)
            .invoke(null, loader);
    return ((Map<?, ?>) versions).values().stream().map(Object::toString).toList();
  }

  private static URLClassLoader loader(List<Path> jars) {
    return new URLClassLoader(
        Stream.of(jars.toArray(Path[]::new)).map(LibrariesJarTest::url).toArray(URL[]::new),
        ClassLoader.getPlatformClassLoader());
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }
}
