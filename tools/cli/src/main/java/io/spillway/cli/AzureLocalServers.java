package io.spillway.cli;

import io.spillway.azurite.AzuriteServer;
import io.spillway.cosmos.testserver.CosmosTestServer;
import java.util.HashMap;
import java.util.Map;

/**
 * Azurite's queues and a Cosmos DB test server, both in memory and on free ports of the loopback
 * address. Neither outlives this process, however it ends: the database runs inside it, and Azurite
 * ends with its standard input.
 */
final class AzureLocalServers implements AutoCloseable {

  private final AzuriteServer azurite;
  private final CosmosTestServer cosmos;

  private AzureLocalServers(AzuriteServer azurite, CosmosTestServer cosmos) {
    this.azurite = azurite;
    this.cosmos = cosmos;
  }

  /** Starts both. Throws {@link IllegalStateException} if one of them does not start. */
  static AzureLocalServers start() {
    AzuriteServer azurite = AzuriteServer.start(Checkout.root());
    try {
      return new AzureLocalServers(azurite, CosmosTestServer.builder().start());
    } catch (RuntimeException | Error e) {
      azurite.close();
      throw e;
    }
  }

  /** Returns an environment in which the settings of both servers replace existing ones. */
  Map<String, String> settings(Map<String, String> environment) {
    Map<String, String> settings = new HashMap<>(environment);
    settings.remove("AzureWebJobsStorage__queueServiceUri");
    settings.remove("SPILLWAY_COSMOS_ENDPOINT");
    settings.put("AzureWebJobsStorage", azurite.connectionString());
    settings.put("SPILLWAY_COSMOS_CONNECTION", cosmos.connectionString());
    settings.put("SPILLWAY_COSMOS_CREATE", "true");
    return settings;
  }

  @Override
  public void close() {
    cosmos.close();
    azurite.close();
  }
}
