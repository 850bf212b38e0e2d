package io.spillway.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bill of materials of the deployed package, complete and without extras. */
class SbomTest {

  private static final String RESOLVED =
      """
      {
        "bomFormat": "CycloneDX",
        "metadata": { "component": { "bom-ref": "app" } },
        "components": [
          { "bom-ref": "kept", "name": "kept", "version": "1.0", "purl": "pkg:maven/a/kept@1.0?type=jar" },
          { "bom-ref": "native", "name": "native", "version": "2", "purl": "pkg:maven/a/native@2?classifier=linux&type=jar" },
          { "bom-ref": "left", "name": "left", "version": "3", "purl": "pkg:maven/a/left@3?type=jar" }
        ],
        "dependencies": [
          { "ref": "app", "dependsOn": ["kept", "left"] },
          { "ref": "kept", "dependsOn": ["native"] },
          { "ref": "left", "dependsOn": [] }
        ]
      }
      """;

  @TempDir private Path folder;
  private final List<String> packaged = new ArrayList<>();
  private Path target;

  @BeforeEach
  void a_package_without_the_library_that_is_left_out() {
    target = folder.resolve("bom.json");
    packaged.addAll(List.of("kept-1.0.jar", "native-2-linux.jar"));
  }

  private JsonNode written() throws IOException {
    Path resolved = Files.writeString(folder.resolve("resolved.json"), RESOLVED);
    Sbom.write(resolved, packaged, List.of("lit-html@3.1.2"), target);
    return Nodes.json(target);
  }

  @Test
  void the_bill_lists_the_packages_libraries_and_the_dashboards_assets() throws IOException {
    assertThat(written().path("components"))
        .extracting(component -> component.path("purl").asText())
        .containsExactly(
            "pkg:maven/a/kept@1.0?type=jar",
            "pkg:maven/a/native@2?classifier=linux&type=jar",
            "pkg:npm/lit-html@3.1.2");
  }

  @Test
  void dependencies_of_the_bill_are_in_the_bill() throws IOException {
    assertThat(written().path("dependencies").toString())
        .isEqualTo(
            "[{\"ref\":\"app\",\"dependsOn\":[\"kept\"]},{\"ref\":\"kept\",\"dependsOn\":[\"native\"]}]");
  }

  @Test
  void a_jar_of_unknown_origin_stops_the_build() {
    packaged.add("stranger-1.jar");

    assertThatThrownBy(this::written)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("stranger-1.jar");
    assertThat(target).doesNotExist();
  }
}
