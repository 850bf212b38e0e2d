package io.spillway.adapters.azure.cosmos;

import com.azure.cosmos.CosmosClient;
import com.azure.cosmos.CosmosClientBuilder;
import io.spillway.adapters.azure.cosmos.CosmosSettings.ConnectionString;
import io.spillway.cosmos.testserver.CosmosTestServer;
import io.spillway.ports.PortException;
import io.spillway.testkit.SettableClock;
import java.time.Duration;
import java.util.NoSuchElementException;

/** Server and client shared by all tests of a JVM, because a client is expensive. */
final class TestCosmos {

  private static final int MOST_TRIES = 100;

  static final String DATABASE = "spillway";
  static final SettableClock CLOCK = new SettableClock();
  static final CosmosTestServer SERVER = CosmosTestServer.builder().clock(CLOCK).start();
  static final CosmosStores STORES =
      new CosmosStores(
          settings(SERVER.connectionString()).creatingIfMissing(true),
          CosmosConnection.CONNECT_TIMEOUT,
          CLOCK);

  private TestCosmos() {}

  static CosmosSettings settings(String connectionString) {
    return CosmosSettings.of(new ConnectionString(connectionString));
  }

  static CosmosSettings impatient(String connectionString, Duration operationTimeout) {
    return new CosmosSettings(
        new ConnectionString(connectionString),
        DATABASE,
        CosmosSettings.Mode.GATEWAY,
        true,
        operationTimeout);
  }

  /** Returns stores without recorded calls of other tests. */
  static CosmosStores stores() {
    return STORES.onSameClient();
  }

  /** Client of the SDK, for documents as they are stored; shared by all tests, never closed. */
  static CosmosClient sdk() {
    return Sdk.CLIENT;
  }

  /** Created by the first test that needs it. */
  private static final class Sdk {
    static final CosmosClient CLIENT =
        new CosmosClientBuilder()
            .endpoint(SERVER.endpoint())
            .key(SERVER.key())
            .gatewayMode()
            .endpointDiscoveryEnabled(false)
            .buildClient();
  }

  /**
   * Makes the client read the metadata of each container, so that tests only send data requests.
   */
  static void warmUp(CosmosStores stores) {
    PortCall.all().forEach(call -> warmUp(stores, call));
  }

  private static void warmUp(CosmosStores stores, PortCall call) {
    for (int i = 0; i < MOST_TRIES; i++) {
      try {
        call.on(stores);
        return;
      } catch (NoSuchElementException nothingToReplace) {
        return;
      } catch (PortException stillSlow) {
        // A first call may exceed a short timeout.
      }
    }
    throw new IllegalStateException("the database does not respond to " + call);
  }
}
