package io.spillway.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.spillway.testing.RepositoryRoot;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Infrastructure as its template describes it. */
record Template(JsonNode root) {

  static final Path FILE = RepositoryRoot.resolve("infra/azuredeploy.json");

  static Template ours() {
    return new Template(Nodes.json(FILE));
  }

  JsonNode parameters() {
    return root.path("parameters");
  }

  JsonNode variables() {
    return root.path("variables");
  }

  /** Returns the single resource of a type. */
  JsonNode resource(String type) {
    List<JsonNode> found = resources(type);
    assertThat(found).as(type).hasSize(1);
    return found.get(0);
  }

  JsonNode properties(String type) {
    return resource(type).path("properties");
  }

  List<JsonNode> resources(String type) {
    return Nodes.stream(root.path("resources"))
        .filter(resource -> resource.path("type").asText().equals(type))
        .toList();
  }

  /** Returns the app's settings by name: texts or expressions. */
  Map<String, JsonNode> appSettings() {
    return Nodes.stream(properties("Microsoft.Web/sites").path("siteConfig").path("appSettings"))
        .collect(
            Collectors.toMap(
                setting -> setting.path("name").asText(), setting -> setting.path("value")));
  }
}
