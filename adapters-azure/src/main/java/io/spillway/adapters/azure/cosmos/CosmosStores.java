package io.spillway.adapters.azure.cosmos;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.Stores;
import io.spillway.ports.deadletter.DeadLetterLedger;
import io.spillway.ports.deadletter.RedriveJobStore;
import io.spillway.ports.erasure.ErasureStore;
import io.spillway.ports.event.AlertStops;
import io.spillway.ports.event.AlertStore;
import io.spillway.ports.event.EventLog;
import io.spillway.ports.event.StatsStore;
import io.spillway.ports.message.MessageStore;
import io.spillway.ports.policy.PolicyStore;
import io.spillway.ports.violation.ViolationStore;
import java.time.Duration;

/**
 * The stores of one database. They share one client, which is built when the first of them is first
 * used: until then nothing is loaded, connected to or checked beyond the settings. Have one of
 * these in a process: a client is expensive, and only its own readers see its writes at once.
 */
public final class CosmosStores implements Stores, AutoCloseable {

  private final CosmosConnection connection;

  /**
   * Stores of one account. Nothing is asked of it before a store is used.
   *
   * @param settings where they are, and how they are asked
   */
  public CosmosStores(CosmosSettings settings) {
    this(settings, CosmosConnection.CONNECT_TIMEOUT);
  }

  CosmosStores(CosmosSettings settings, Duration connectTimeout) {
    connection = new CosmosConnection(requireNonNull(settings, "settings"), connectTimeout);
  }

  @Override
  public MessageStore messages() {
    return new CosmosMessageStore(connection);
  }

  @Override
  public ViolationStore violations() {
    return new CosmosViolationStore(connection);
  }

  @Override
  public EventLog events() {
    return new CosmosEventLog(connection);
  }

  @Override
  public AlertStore alerts() {
    return new CosmosAlertStore(connection);
  }

  @Override
  public AlertStops alertStops() {
    return new CosmosAlertStops(connection);
  }

  @Override
  public StatsStore stats() {
    return new CosmosStatsStore(connection);
  }

  @Override
  public DeadLetterLedger deadLetters() {
    return new CosmosDeadLetterLedger(connection);
  }

  @Override
  public RedriveJobStore redrives() {
    return new CosmosRedriveJobStore(connection);
  }

  @Override
  public PolicyStore policies() {
    return new CosmosPolicyStore(connection);
  }

  @Override
  public ErasureStore erasures() {
    return new CosmosErasureStore(connection);
  }

  /** Closes the client. What is called afterwards fails as in an outage. */
  @Override
  public void close() {
    connection.close();
  }
}
