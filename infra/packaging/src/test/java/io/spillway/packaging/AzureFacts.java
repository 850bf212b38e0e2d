package io.spillway.packaging;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;

/**
 * Facts of Azure from sources other than this project, each section with its origin and date, for
 * comparison with the template and the pipeline.
 */
final class AzureFacts {

  private static final JsonNode FACTS = read();

  private AzureFacts() {}

  static JsonNode all() {
    return FACTS;
  }

  /** Returns names of Azure's built-in roles and Cosmos DB's data roles by their ids. */
  static String roleName(String id) {
    String name = FACTS.at("/builtInRoles/ids").path(id).asText();
    return name.isEmpty() ? FACTS.at("/cosmosDataRoles/ids").path(id).asText() : name;
  }

  /** Returns a list that Flex Consumption documents, such as {@code refusedSettings}. */
  static List<String> flex(String list) {
    return Nodes.texts(FACTS.path("flexConsumption").path(list)).toList();
  }

  static List<String> apiVersions(String type) {
    return Nodes.texts(FACTS.at("/apiVersions/byType").path(type)).toList();
  }

  static Set<String> knownTypes() {
    return Nodes.names(FACTS.at("/apiVersions/byType"));
  }

  static JsonNode task(String name) {
    return FACTS.at("/pipelineTasks/tasks").path(name);
  }

  static List<String> columns(String table) {
    return Nodes.texts(FACTS.at("/logTables/columns").path(table)).toList();
  }

  private static JsonNode read() {
    try (InputStream file =
        requireNonNull(AzureFacts.class.getResourceAsStream("azure-facts.json"))) {
      return new ObjectMapper().readTree(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
