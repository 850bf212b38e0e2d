package io.spillway.packaging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Bill of materials of a package: the resolved components whose jars are in it, and the npm
 * packages whose files the dashboard serves.
 */
final class Sbom {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String COMPONENTS = "components";

  private Sbom() {}

  /**
   * Writes the bill next to the package.
   *
   * @param resolved the CycloneDX document of everything that Maven resolved
   * @param packaged the names of the libraries' jars
   * @param assets npm packages as {@code name@version}
   * @param target the file to write
   * @throws IllegalStateException if a jar is no component of {@code resolved}
   */
  static void write(
      Path resolved, Collection<String> packaged, Collection<String> assets, Path target)
      throws IOException {
    Set<String> jars = new TreeSet<>(packaged);
    ObjectNode document = (ObjectNode) JSON.readTree(Files.readString(resolved));
    ArrayNode kept = JSON.createArrayNode();
    for (JsonNode component : document.path(COMPONENTS)) {
      if (jars.remove(jar(component))) {
        kept.add(component);
      }
    }
    if (!jars.isEmpty()) {
      throw new IllegalStateException("packaged, but not in the bill of materials: " + jars);
    }
    assets.forEach(asset -> kept.add(npm(asset)));
    document.set(COMPONENTS, kept);
    keepDependenciesOf(document, kept);
    Files.writeString(
        target, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n");
  }

  /** Returns a component's jar name; the classifier is a qualifier of its package URL. */
  private static String jar(JsonNode component) {
    String classifier =
        component.path("purl").asText().replaceFirst("^.*[?&]classifier=([^&]*).*$|^.*$", "$1");
    return component.path("name").asText()
        + "-"
        + component.path("version").asText()
        + (classifier.isEmpty() ? "" : "-" + classifier)
        + ".jar";
  }

  private static ObjectNode npm(String asset) {
    int at = asset.lastIndexOf('@');
    String reference = "pkg:npm/" + asset.substring(0, at) + "@" + asset.substring(at + 1);
    return JSON.createObjectNode()
        .put("type", "library")
        .put("bom-ref", reference)
        .put("name", asset.substring(0, at))
        .put("version", asset.substring(at + 1))
        .put("purl", reference);
  }

  private static void keepDependenciesOf(ObjectNode document, ArrayNode kept) {
    Set<String> references = new HashSet<>();
    kept.forEach(component -> references.add(component.path("bom-ref").asText()));
    references.add(document.at("/metadata/component/bom-ref").asText());
    List<JsonNode> dependencies = new ArrayList<>();
    for (JsonNode dependency : document.path("dependencies")) {
      if (references.contains(dependency.path("ref").asText())) {
        ArrayNode on = JSON.createArrayNode();
        dependency
            .path("dependsOn")
            .forEach(
                reference -> {
                  if (references.contains(reference.asText())) {
                    on.add(reference);
                  }
                });
        dependencies.add(
            JSON.createObjectNode()
                .put("ref", dependency.path("ref").asText())
                .set("dependsOn", on));
      }
    }
    document.set("dependencies", JSON.createArrayNode().addAll(dependencies));
  }
}
