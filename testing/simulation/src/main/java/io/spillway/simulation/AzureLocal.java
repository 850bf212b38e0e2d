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
 * Stores by Azure's adapters, on Cosmos DB test servers in this process. A client takes seconds to
 * build, so a database is emptied and used again; each has one script at a time. Queues stay those
 * in memory.
 */
final class AzureLocal implements AutoCloseable {

  /** As long as can be: on a busy machine a slow answer must not look like an outage. */
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final boolean strikesBelow;
  private final Queue<Database> all = new ConcurrentLinkedQueue<>();
  private final Queue<Database> idle = new ConcurrentLinkedQueue<>();

  private AzureLocal(boolean strikesBelow) {
    this.strikesBelow = strikesBelow;
  }

  /** Mishaps strike at the ports, so that a seed plays as it does in memory. */
  static AzureLocal struckAtPorts() {
    return new AzureLocal(false);
  }

  /** Mishaps strike between the SDK and the database, wherever there is one. */
  static AzureLocal struckBelow() {
    return new AzureLocal(true);
  }

  /** Empty stores; whoever closes them gives them back. */
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

  /** One server, which goes by the clock of the script, and one client. */
  private static final class Database implements AutoCloseable {

    private volatile SettableClock clock = new SettableClock();
    private final CosmosTestServer server =
        CosmosTestServer.builder().clock(() -> clock.instant()).recentRequests(1).start();
    private final CosmosStores stores = new CosmosStores(settings(server));

    void begin(SettableClock next) {
      server.clear();
      clock = next;
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
