package io.spillway.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

@WhenPublished
class PublishedTest {

  static Set<String> jars() {
    return Published.jars();
  }

  static Set<String> artifacts() {
    return Published.artifacts();
  }

  @Test
  void the_bom_names_all_that_is_published_in_its_own_version() {
    Document bom = Published.pom("spillway-bom");

    List<String> managed = texts(bom, "artifactId");
    assertThat(managed)
        .filteredOn(id -> id.startsWith("spillway-") && !id.endsWith("-bom"))
        .containsExactlyInAnyOrderElementsOf(Published.jars());
    assertThat(texts(bom, "version"))
        .contains(texts(Published.pom("spillway-core"), "version").get(0));
    assertThat(texts(bom, "parent")).isEmpty();
  }

  @Test
  void each_jar_names_its_module() {
    Map<String, String> names = new TreeMap<>();
    Published.jars().forEach(artifact -> names.put(artifact, moduleOf(Published.jar(artifact))));

    assertThat(names)
        .containsExactly(
            entry("spillway-adapters-azure", "io.spillway.adapters.azure"),
            entry("spillway-adapters-inmemory", "io.spillway.adapters.inmemory"),
            entry("spillway-adapters-webhook", "io.spillway.adapters.webhook"),
            entry("spillway-core", "io.spillway.core"),
            entry("spillway-ports", "io.spillway.ports"),
            entry("spillway-testkit", "io.spillway.testkit"),
            entry("spillway-wire", "io.spillway.wire"));
  }

  @Test
  void no_package_is_in_two_modules_and_each_begins_with_its_modules_name() {
    Path[] jars = Published.jars().stream().map(Published::jar).toArray(Path[]::new);
    Map<String, String> moduleOfPackage = new TreeMap<>();

    for (ModuleReference module : ModuleFinder.of(jars).findAll()) {
      for (String name : module.descriptor().packages()) {
        assertThat(moduleOfPackage.put(name, module.descriptor().name())).as(name).isNull();
      }
    }

    assertThat(moduleOfPackage)
        .isNotEmpty()
        .allSatisfy((name, module) -> assertThat(name + ".").startsWith(module + "."));
  }

  @ParameterizedTest
  @MethodSource("jars")
  void its_sources_are_published(String artifact) {
    Set<String> classes =
        Published.entries(Published.jar(artifact)).stream()
            .filter(name -> name.matches("[^$]+\\.class"))
            .map(name -> name.replace(".class", ".java"))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(classes).isNotEmpty();
    assertThat(Published.entries(Published.sources(artifact))).containsAll(classes);
  }

  @ParameterizedTest
  @MethodSource("jars")
  void its_javadoc_is_published(String artifact) {
    Set<String> packages =
        Published.entries(Published.jar(artifact)).stream()
            .filter(name -> name.endsWith("/package-info.class"))
            .map(name -> name.replace("package-info.class", "package-summary.html"))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(packages).isNotEmpty();
    Set<String> pages = Published.entries(Published.javadoc(artifact));
    assertThat(pages).contains("index.html");
    // They are in a folder of the module's name.
    assertThat(packages)
        .allMatch(page -> pages.stream().anyMatch(name -> name.endsWith("/" + page)));
  }

  /** A consumer of a jar without dependencies fetches nothing else. */
  @ParameterizedTest
  @MethodSource("artifacts")
  void its_pom_needs_no_other_pom(String artifact) {
    Document pom = Published.pom(artifact);

    assertThat(texts(pom, "parent")).isEmpty();
    assertThat(texts(pom, "scope")).doesNotContain("import");
  }

  @ParameterizedTest
  @MethodSource("jars")
  void its_jar_has_the_licence(String artifact) {
    assertThat(Published.entries(Published.jar(artifact))).contains("META-INF/LICENSE");
  }

  /** What Maven Central asks of each. */
  @ParameterizedTest
  @MethodSource("artifacts")
  void its_pom_says_what_it_is(String artifact) {
    Document pom = Published.pom(artifact);

    assertThat(texts(pom, "name")).first().asString().startsWith("Spillway");
    assertThat(texts(pom, "description")).first().asString().isNotBlank();
    assertThat(List.of("url", "licenses", "developers", "scm"))
        .allSatisfy(field -> assertThat(texts(pom, field)).as(field).isNotEmpty());
  }

  private static String moduleOf(Path jar) {
    try (JarFile file = new JarFile(jar.toFile())) {
      return String.valueOf(
          file.getManifest().getMainAttributes().getValue("Automatic-Module-Name"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> texts(Document pom, String tag) {
    NodeList nodes = pom.getElementsByTagName(tag);
    return IntStream.range(0, nodes.getLength())
        .mapToObj(i -> nodes.item(i).getTextContent())
        .toList();
  }
}
