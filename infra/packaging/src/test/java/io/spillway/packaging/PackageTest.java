package io.spillway.packaging;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.testing.RepositoryRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("package")
class PackageTest {

  @Test
  void the_package_has_only_functions_settings_and_libraries() {
    assertThat(Deployed.files())
        .contains("host.json", "HttpUnkeyed/function.json")
        .allMatch(
            file ->
                file.equals("host.json")
                    || file.matches("[A-Za-z-]+/function\\.json")
                    || file.matches("spillway-app-functions-[^/]+\\.jar")
                    || file.equals("lib/libraries.jar")
                    || file.equals("lib/libraries.json"));
  }

  @Test
  void its_host_json_is_the_one_that_the_tests_of_the_source_look_at() {
    assertThat(Deployed.FOLDER.resolve("host.json"))
        .hasSameBinaryContentAs(RepositoryRoot.resolve("app-functions/host.json"));
  }

  @Test
  void the_package_has_no_test_or_local_host_code() {
    assertThat(Deployed.libraries().stream().map(Library::name))
        .contains("spillway-adapters-azure")
        .noneMatch(
            name ->
                Pattern.compile(
                        "spillway-(testkit|adapters-inmemory|durable-engine|app-local"
                            + "|cosmos-testserver)|junit|assertj|jetty|picocli|slf4j-simple")
                    .matcher(name)
                    .find());
  }

  @Test
  void there_is_one_version_of_each_library_and_one_of_all_of_jackson() {
    Map<String, Set<String>> versions =
        Deployed.libraries().stream()
            .collect(groupingBy(Library::name, mapping(Library::version, toSet())));
    assertThat(versions).isNotEmpty().allSatisfy((name, all) -> assertThat(all).hasSize(1));
    assertThat(
            versions.entrySet().stream()
                .filter(library -> library.getKey().startsWith("jackson-"))
                .flatMap(library -> library.getValue().stream())
                .collect(toSet()))
        .hasSize(1);
  }

  @Test
  void each_library_is_listed_with_its_licence() {
    assertThat(Deployed.libraries())
        .extracting(Library::jar)
        .containsExactlyInAnyOrderElementsOf(
            Deployed.stagedLibraries().stream().map(jar -> jar.getFileName().toString()).toList());
    assertThat(Deployed.libraries())
        .allSatisfy(library -> assertThat(library.licences()).isNotEmpty())
        .anySatisfy(
            library -> {
              assertThat(library.name()).isEqualTo("netty-common");
              assertThat(library.licences()).containsExactly("Apache-2.0");
            });
  }

  /** The worker searches the two jars in no defined order. */
  @Test
  void no_class_is_there_twice() {
    Map<String, List<String>> jars = new HashMap<>();
    Deployed.eachEntry(
        (jar, entry) -> {
          if (entry.endsWith(".class") && !entry.endsWith("-info.class")) {
            jars.computeIfAbsent(entry, absent -> new ArrayList<>()).add(jar);
          }
        });
    jars.values().removeIf(all -> all.size() == 1);
    assertThat(jars).isEmpty();
  }

  @Test
  void no_jar_is_signed_or_has_a_native_library_of_another_platform() {
    Set<String> found = new TreeSet<>();
    Deployed.eachEntry(
        (jar, entry) -> {
          if (entry.matches("META-INF/[^/]+\\.(SF|RSA|DSA|EC)")
              || entry.matches("(?i).*\\.(dll|dylib|jnilib)")
              || entry.matches("(?i).*(osx|darwin|windows|win32|aarch|arm|sparc|ppc).*\\.so")) {
            found.add(jar + "!/" + entry);
          }
        });
    assertThat(found).isEmpty();
  }

  @Test
  void a_manifest_keeps_main_attributes_and_loses_digests() throws IOException {
    for (String name : Deployed.jars()) {
      try (JarFile jar = new JarFile(Deployed.FOLDER.resolve(name).toFile())) {
        assertThat(jar.getManifest().getEntries().values())
            .as(name)
            .noneMatch(section -> section.keySet().toString().contains("-Digest"));
        if (name.startsWith("spillway-")) {
          assertThat(jar.getManifest().getMainAttributes().getValue("Implementation-Version"))
              .isNotBlank();
        }
      }
    }
  }

  @Test
  void the_zip_contains_the_folder_and_is_under_30_MB() throws IOException {
    try (ZipFile zip = new ZipFile(Deployed.ZIP.toFile())) {
      assertThat(zip.stream().map(entry -> entry.getName()).toList())
          .containsExactlyElementsOf(Deployed.files());
    }
    assertThat(Files.size(Deployed.ZIP)).isLessThan(30_000_000);
  }

  @Test
  void the_same_files_are_packed_into_the_same_bytes(@TempDir Path folder) throws IOException {
    List<Path> signed =
        Deployed.stagedLibraries().stream()
            .filter(jar -> jar.getFileName().toString().startsWith("azure-core-"))
            .toList();
    Instant time = Instant.parse("2026-01-02T03:04:05Z");
    for (String again : List.of("one", "two")) {
      Path lib = Files.createDirectories(folder.resolve(again).resolve("lib"));
      LeanJar.write(signed.get(0), lib.resolve("a.jar"), time);
      MergedJar.write(signed, lib.resolve("all.jar"), time);
      Files.writeString(lib.resolve("b"), "b");
      Files.setLastModifiedTime(lib.resolve("b"), FileTime.fromMillis(again.hashCode()));
      FolderZip.write(folder.resolve(again), folder.resolve(again + ".zip"), time);
    }
    assertThat(Files.mismatch(folder.resolve("one.zip"), folder.resolve("two.zip"))).isEqualTo(-1);
  }

  @Test
  void a_library_that_is_left_out_but_no_longer_there_is_an_error(@TempDir Path folder)
      throws IOException {
    Path empty = Files.createDirectory(folder.resolve("staged"));
    String[] arguments = {
      empty.toString(),
      folder.resolve("package").toString(),
      "never.zip",
      "2026-01-02T03:04:05Z",
      Deployed.FOLDER.resolve(Packager.LIBRARIES).toString()
    };
    assertThatThrownBy(() -> Packager.main(arguments)).hasMessageContaining("grpc-netty-shaded");
  }
}
