package io.spillway.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MergedJarTest {

  private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");
  private static final String SERVICE = "META-INF/services/some.Service";

  @TempDir private Path folder;
  private final List<Path> jars = new ArrayList<>();

  private void jar(String name, Map<String, String> entries) throws IOException {
    Path jar = folder.resolve(name);
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        out.putNextEntry(new ZipEntry(entry.getKey()));
        out.write(entry.getValue().getBytes(UTF_8));
        out.closeEntry();
      }
    }
    jars.add(jar);
  }

  private JarFile merged() throws IOException {
    Path target = folder.resolve("merged.jar");
    MergedJar.write(jars, target, TIME);
    return new JarFile(target.toFile(), true, JarFile.OPEN_READ, Runtime.version());
  }

  private static String text(JarFile jar, String entry) throws IOException {
    try (InputStream in = jar.getInputStream(jar.getEntry(entry))) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private static List<String> names(JarFile jar) {
    return jar.stream().map(ZipEntry::getName).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/A.class", "a/settings.properties", "META-INF/a/settings.properties"})
  void two_libraries_with_different_files_of_one_name_stop_the_build(String name)
      throws IOException {
    jar("one-1.jar", Map.of(name, "one"));
    jar("other-2.jar", Map.of(name, "other"));

    assertThatThrownBy(this::merged).hasMessageContainingAll(name, "one-1.jar", "other-2.jar");
  }

  @Test
  void a_class_that_another_library_replaces_from_some_version_of_java_on_stops_the_build()
      throws IOException {
    jar("one-1.jar", Map.of("a/A.class", "a"));
    jar(
        "other-2.jar",
        Map.of(
            "META-INF/MANIFEST.MF",
            "Manifest-Version: 1.0\nMulti-Release: true\n",
            "META-INF/versions/11/a/A.class",
            "a"));

    assertThatThrownBy(this::merged).hasMessageContainingAll("a/A.class", "one-1", "other-2");
  }

  @Test
  void the_same_class_in_two_libraries_is_kept_once() throws IOException {
    jar("one-1.jar", Map.of("a/A.class", "a"));
    jar("other-2.jar", Map.of("a/A.class", "a"));

    try (JarFile merged = merged()) {
      assertThat(names(merged)).containsOnlyOnce("a/A.class");
    }
  }

  @Test
  void the_providers_of_a_service_add_up() throws IOException {
    jar("one-1.jar", Map.of(SERVICE, "# ours\na.One # the first"));
    jar("other-2.jar", Map.of(SERVICE, "a.Other\na.One\n"));

    try (JarFile merged = merged()) {
      assertThat(text(merged, SERVICE)).isEqualTo("a.One\na.Other\n");
    }
  }

  @Test
  void versions_of_netty_add_up() throws IOException {
    String name = "META-INF/io.netty.versions.properties";
    jar("netty-one-1.jar", Map.of(name, "netty-one.version=1"));
    jar("netty-other-1.jar", Map.of(name, "netty-other.version=1"));

    try (JarFile merged = merged()) {
      assertThat(text(merged, name)).hasLineCount(2).contains("netty-one.", "netty-other.");
    }
  }

  @Test
  void each_library_keeps_its_licence() throws IOException {
    jar("one-1.jar", Map.of("META-INF/LICENSE", "one's", "LICENSE.txt", "another"));
    jar("other-2.jar", Map.of("META-INF/LICENSE", "other's", "META-INF/NOTICE.md", "notice"));

    try (JarFile merged = merged()) {
      assertThat(names(merged))
          .containsExactly(
              "META-INF/MANIFEST.MF",
              "META-INF/licenses/one-1/LICENSE",
              "META-INF/licenses/one-1/LICENSE.txt",
              "META-INF/licenses/other-2/LICENSE",
              "META-INF/licenses/other-2/NOTICE.md");
      assertThat(text(merged, "META-INF/licenses/other-2/LICENSE")).isEqualTo("other's");
    }
  }

  @Test
  void files_about_one_jar_are_omitted() throws IOException {
    jar(
        "one-1.jar",
        Map.of(
            "META-INF/INDEX.LIST", "one-1.jar",
            "META-INF/ONE.SF", "signature",
            "META-INF/one.kotlin_module", "one",
            "META-INF/native-image/one/reflect-config.json", "{}",
            "META-INF/versions/9/module-info.class", "module",
            "module-info.class", "module",
            "a/one.dll", "native",
            "a/", ""));

    try (JarFile merged = merged()) {
      assertThat(names(merged)).containsExactly("META-INF/MANIFEST.MF");
    }
  }

  @Test
  void classes_for_newer_versions_of_java_serve_if_their_jar_said_so_and_are_left_out_otherwise()
      throws IOException {
    String versioned = "META-INF/versions/9/";
    jar(
        "one-1.jar",
        Map.of(
            "META-INF/MANIFEST.MF",
            "Manifest-Version: 1.0\nMulti-Release: true\n",
            "a/A.class",
            "for Java 8",
            versioned + "a/A.class",
            "for Java 9"));
    jar("dead-1.jar", Map.of("b/B.class", "for all", versioned + "b/B.class", "for none"));

    try (JarFile merged = merged()) {
      assertThat(text(merged, "a/A.class")).isEqualTo("for Java 9");
      assertThat(text(merged, "b/B.class")).isEqualTo("for all");
    }
  }

  @Test
  void each_package_keeps_the_version_of_its_library() throws IOException {
    jar(
        "one-1.jar",
        Map.of(
            "META-INF/MANIFEST.MF",
            "Manifest-Version: 1.0\nImplementation-Version: 1.2.3\nImplementation-Title: one\n",
            "a/b/A.class",
            "a"));
    jar("other-2.jar", Map.of("c/C.class", "c"));

    try (JarFile merged = merged()) {
      assertThat(merged.getManifest().getAttributes("a/b/").getValue("Implementation-Version"))
          .isEqualTo("1.2.3");
      assertThat(merged.getManifest().getEntries()).containsOnlyKeys("a/b/");
    }
  }
}
