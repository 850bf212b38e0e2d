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
 * Stores of one database, one of each kind. They share one client, which is built when the first of
 * them is first used: until then nothing is loaded, connected to or checked beyond the settings.
 * Have one of these in a process: a client is expensive, and only its own readers see its writes at
 * once.
 */
public final class CosmosStores implements Stores, AutoCloseable {

  private final CosmosConnection connection;
  private final MessageStore messages;
  private final ViolationStore violations;
  private final EventLog events;
  private final AlertStore alerts;
  private final AlertStops alertStops;
  private final StatsStore stats;
  private final DeadLetterLedger deadLetters;
  private final RedriveJobStore redrives;
  private final PolicyStore policies;
  private final ErasureStore erasures;

  /**
   * Stores of one account. Nothing is asked of it before a store is used.
   *
   * @param settings where they are, and how they are asked
   */
  public CosmosStores(CosmosSettings settings) {
    this(settings, CosmosConnection.CONNECT_TIMEOUT);
  }

  CosmosStores(CosmosSettings settings, Duration connectTimeout) {
    this(new CosmosConnection(requireNonNull(settings, "settings"), connectTimeout));
  }

  private CosmosStores(CosmosConnection connection) {
    this.connection = connection;
    messages = new CosmosMessageStore(connection);
    violations = new CosmosViolationStore(connection);
    events = new CosmosEventLog(connection);
    alerts = new CosmosAlertStore(connection);
    alertStops = new CosmosAlertStops(connection);
    stats = new CosmosStatsStore(connection);
    deadLetters = new CosmosDeadLetterLedger(connection);
    redrives = new CosmosRedriveJobStore(connection);
    policies = new CosmosPolicyStore(connection);
    erasures = new CosmosErasureStore(connection);
  }

  @Override
  public MessageStore messages() {
    return messages;
  }

  @Override
  public ViolationStore violations() {
    return violations;
  }

  @Override
  public EventLog events() {
    return events;
  }

  @Override
  public AlertStore alerts() {
    return alerts;
  }

  @Override
  public AlertStops alertStops() {
    return alertStops;
  }

  @Override
  public StatsStore stats() {
    return stats;
  }

  @Override
  public DeadLetterLedger deadLetters() {
    return deadLetters;
  }

  @Override
  public RedriveJobStore redrives() {
    return redrives;
  }

  @Override
  public PolicyStore policies() {
    return policies;
  }

  @Override
  public ErasureStore erasures() {
    return erasures;
  }

  /** Stores of the same client, which remember no call yet. */
  CosmosStores onSameClient() {
    return new CosmosStores(connection);
  }

  /** Closes the client. What is called afterwards fails as in an outage. */
  @Override
  public void close() {
    connection.close();
  }
}
