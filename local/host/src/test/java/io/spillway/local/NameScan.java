package io.spillway.local;

import com.azure.cosmos.CosmosClient;
import com.azure.cosmos.CosmosClientBuilder;
import com.azure.cosmos.models.CosmosQueryRequestOptions;
import com.fasterxml.jackson.databind.JsonNode;
import io.spillway.adapters.azure.cosmos.CosmosContainers;
import io.spillway.adapters.azure.cosmos.CosmosSettings;
import io.spillway.cosmos.testserver.CosmosTestServer;
import io.spillway.ports.AuthorNames;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Search for a name, in any spelling, in everything that a database has. */
final class NameScan {

  private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-fA-F]{4})");

  private NameScan() {}

  /** Returns the texts that contain a name. */
  static List<String> find(String name, List<String> texts) {
    String key = AuthorNames.foldedKey(name);
    return texts.stream()
        .filter(text -> AuthorNames.foldedKey(unescape(text)).contains(key))
        .toList();
  }

  /** Returns all documents. The SDK accepts a server without TLS once the stores were used. */
  static List<String> documents(CosmosTestServer server) {
    List<String> documents = new ArrayList<>();
    try (CosmosClient client = client(server)) {
      for (CosmosContainers.Container container : CosmosContainers.ALL) {
        client
            .getDatabase(CosmosSettings.DEFAULT_DATABASE)
            .getContainer(container.id())
            .queryItems("SELECT * FROM c", new CosmosQueryRequestOptions(), JsonNode.class)
            .stream()
            .forEach(document -> documents.add(document.toString()));
      }
    }
    return documents;
  }

  private static String unescape(String text) {
    return ESCAPE
        .matcher(text.replace("\\\\", "\\"))
        .replaceAll(
            escape ->
                Matcher.quoteReplacement(
                    String.valueOf((char) Integer.parseInt(escape.group(1), 16))));
  }

  private static CosmosClient client(CosmosTestServer server) {
    return new CosmosClientBuilder()
        .endpoint(server.endpoint())
        .key(server.key())
        .gatewayMode()
        .endpointDiscoveryEnabled(false)
        .buildClient();
  }
}
