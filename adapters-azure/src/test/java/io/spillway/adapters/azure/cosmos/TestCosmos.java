package io.spillway.adapters.azure.cosmos;

import io.spillway.adapters.azure.cosmos.CosmosSettings.ConnectionString;
import io.spillway.cosmos.testserver.CosmosTestServer;
import io.spillway.ports.PortException;
import io.spillway.testkit.SettableClock;
import java.time.Duration;
import java.util.NoSuchElementException;

/** One server and one client for all tests of a JVM, since a client is expensive to build. */
final class TestCosmos {

  private static final int MOST_TRIES = 100;

  static final String DATABASE = "spillway";
  static final SettableClock CLOCK = new SettableClock();
  static final CosmosTestServer SERVER = CosmosTestServer.builder().clock(CLOCK).start();
  static final CosmosStores STORES =
      new CosmosStores(settings(SERVER.connectionString()).creatingIfMissing(true));

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

  /** Stores that remember no call of another test. */
  static CosmosStores stores() {
    return STORES.onSameClient();
  }

  /** Has a client read what it needs to know of each container, so that tests meet data only. */
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
        // A first call may need more time than an impatient client gives it.
      }
    }
    throw new IllegalStateException("the database does not answer " + call);
  }
}
