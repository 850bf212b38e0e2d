package io.spillway.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Known vulnerabilities of libraries and the fixed versions, compared with the deployed libraries.
 * {@code mvn -Pquality verify} checks the age of the list.
 */
class AdvisoriesTest {

  private static final Pattern JAR = Pattern.compile("([A-Za-z0-9._-]+?)-(\\d[^/]*)\\.jar");

  private final JsonNode advisories = read();

  @Test
  @Tag("package")
  void no_library_is_deployed_in_a_version_with_a_known_hole() {
    List<String> jars = Deployed.libraries().stream().map(Library::jar).toList();
    assertThat(jars).hasSizeGreaterThan(50);
    assertThat(holes(jars)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "protobuf-java-3.24.0.jar, CVE-2024-7254",
    "netty-handler-4.1.136.Final.jar, CVE-2026-50010",
    "netty-resolver-dns-4.1.131.Final.jar, CVE-2026-41417",
    "jackson-core-2.18.6.jar, CVE-2026-68494",
    "reactor-netty-http-1.2.16.jar, CVE-2026-47874",
  })
  void a_version_before_the_mended_one_is_named_with_its_hole(String jar, String id) {
    assertThat(holes(List.of(jar))).singleElement().asString().contains(jar, id);
  }

  @ParameterizedTest
  @CsvSource({
    "protobuf-java-3.25.5.jar",
    "protobuf-java-4.0.0.jar",
    "netty-handler-4.1.137.Final.jar",
    "jackson-core-2.18.10.jar",
    "protobuf-java-util-3.24.0.jar",
  })
  void the_mended_version_a_later_one_and_another_library_pass(String jar) {
    assertThat(holes(List.of(jar))).isEmpty();
  }

  private List<String> holes(List<String> jars) {
    List<String> holes = new ArrayList<>();
    for (String jar : jars) {
      Matcher name = JAR.matcher(jar);
      assertThat(name.matches()).as(jar).isTrue();
      for (JsonNode advisory : advisories.path("advisories")) {
        if (name.group(1).matches(advisory.path("artifact").asText().replace("*", ".*"))
            && isBefore(name.group(2), advisory.path("fixedIn").asText())) {
          holes.add(jar + ": " + advisory.path("ids"));
        }
      }
    }
    return holes;
  }

  private static boolean isBefore(String version, String other) {
    int[] ones = numbers(version);
    int[] others = numbers(other);
    for (int i = 0; i < Math.min(ones.length, others.length); i++) {
      if (ones[i] != others[i]) {
        return ones[i] < others[i];
      }
    }
    return ones.length < others.length;
  }

  private static int[] numbers(String version) {
    return Pattern.compile("\\d+")
        .matcher(version)
        .results()
        .mapToInt(number -> Integer.parseInt(number.group()))
        .toArray();
  }

  private static JsonNode read() {
    try {
      return Nodes.parse(
          Files.readString(Path.of("src/test/resources/io/spillway/packaging/advisories.json")));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
