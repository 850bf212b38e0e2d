package io.spillway.simulation;

import io.spillway.adapters.azure.cosmos.CosmosSettings;
import io.spillway.adapters.azure.cosmos.CosmosSettings.ConnectionString;
import io.spillway.adapters.azure.cosmos.CosmosStores;
import io.spillway.cosmos.testserver.CosmosTestServer;
import io.spillway.testkit.SettableClock;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Stores on Azure's adapters and in-process Cosmos DB test servers. Creating a client takes
 * seconds, so databases are cleared and reused, by one script at a time. Queues stay in memory.
 */
final class SimulatedAzure implements AutoCloseable {

  /** Long, so that a slow response on a busy machine does not look like an outage. */
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final boolean strikesBelow;
  private final Queue<Database> all = new ConcurrentLinkedQueue<>();
  private final Queue<Database> idle = new ConcurrentLinkedQueue<>();

  private SimulatedAzure(boolean strikesBelow) {
    this.strikesBelow = strikesBelow;
  }

  /** Injects faults at the ports, so that a seed plays as it does in memory. */
  static SimulatedAzure struckAtPorts() {
    return new SimulatedAzure(false);
  }

  /** Injects faults between the SDK and the database, where there is one. */
  static SimulatedAzure struckBelow() {
    return new SimulatedAzure(true);
  }

  /** Returns empty stores, which closing returns to the pool. */
  SharedState backing(SettableClock clock) {
    Database found = idle.poll();
    Database database = found == null ? new Database() : found;
    if (found == null) {
      all.add(database);
    }
    database.begin(clock);
    return SharedState.of(
        clock,
        database.stores,
        strikesBelow ? new Wire(database.server.faults()) : null,
        () -> idle.add(database));
  }

  @Override
  public void close() {
    all.forEach(Database::close);
  }

  /** Server on the script's clock, with its client. */
  private static final class Database implements AutoCloseable {

    private volatile SettableClock clock = new SettableClock();
    private final CosmosTestServer server =
        CosmosTestServer.builder().clock(() -> clock.instant()).recentRequests(1).start();
    private CosmosStores stores = new CosmosStores(settings(server), () -> clock.instant());

    void begin(SettableClock next) {
      server.clear();
      clock = next;
      stores = stores.onSameClient();
    }

    private static CosmosSettings settings(CosmosTestServer server) {
      return new CosmosSettings(
          new ConnectionString(server.connectionString()),
          CosmosSettings.DEFAULT_DATABASE,
          CosmosSettings.Mode.GATEWAY,
          true,
          TIMEOUT);
    }

    @Override
    public void close() {
      stores.close();
      server.close();
    }
  }
}
