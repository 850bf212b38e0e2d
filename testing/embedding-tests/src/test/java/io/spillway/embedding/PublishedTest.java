package io.spillway.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.testing.RepositoryRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
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
  void the_bom_contains_all_published_artifacts_in_its_own_version() {
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
  void the_printed_coordinates_are_of_published_artifacts() throws IOException {
    Path printed = RepositoryRoot.path().resolve("tools/coordinates/coordinates.txt");

    assertThat(Pattern.compile("spillway-[a-z-]+").matcher(Files.readString(printed)).results())
        .extracting(MatchResult::group)
        .contains("spillway-bom", "spillway-core", "spillway-rigs")
        .isSubsetOf(Published.artifacts());
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

  /** A consumer of a jar without dependencies downloads nothing else. */
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

  /** The metadata that Maven Central requires. */
  @ParameterizedTest
  @MethodSource("artifacts")
  void its_pom_has_the_required_metadata(String artifact) {
    Document pom = Published.pom(artifact);

    assertThat(texts(pom, "name")).first().asString().startsWith("Spillway");
    assertThat(texts(pom, "description")).first().asString().isNotBlank();
    assertThat(List.of("url", "licenses", "developers", "scm"))
        .allSatisfy(field -> assertThat(texts(pom, field)).as(field).isNotEmpty());
  }

  private static List<String> texts(Document pom, String tag) {
    NodeList nodes = pom.getElementsByTagName(tag);
    return IntStream.range(0, nodes.getLength())
        .mapToObj(i -> nodes.item(i).getTextContent())
        .toList();
  }
}
