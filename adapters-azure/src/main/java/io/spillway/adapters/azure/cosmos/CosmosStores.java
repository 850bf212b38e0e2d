package io.spillway.adapters.azure.cosmos;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.Health;
import io.spillway.ports.Monitored;
import io.spillway.ports.Stores;
import io.spillway.ports.deadletter.DeadLetterLedger;
import io.spillway.ports.deadletter.RedriveJobStore;
import io.spillway.ports.erasure.ErasureStore;
import io.spillway.ports.event.AlertOptOuts;
import io.spillway.ports.event.AlertStore;
import io.spillway.ports.event.EventLog;
import io.spillway.ports.event.StatsStore;
import io.spillway.ports.message.MessageArchive;
import io.spillway.ports.message.MessageStore;
import io.spillway.ports.policy.PolicyStore;
import io.spillway.ports.violation.ViolationArchive;
import io.spillway.ports.violation.ViolationStore;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Stores of one database, one of each kind, made when it is first asked for. They share one client,
 * which is built when the first of them is first used: until then nothing is loaded, connected to
 * or checked beyond the settings. Have one of these in a process: a client is expensive, and only
 * its own readers see its writes at once.
 */
public final class CosmosStores implements Stores, AutoCloseable {

  private final CosmosConnection connection;
  private @Nullable CosmosMessageStore messages;
  private @Nullable CosmosViolationStore violations;
  private @Nullable CosmosEventLog events;
  private @Nullable CosmosAlertStore alerts;
  private @Nullable CosmosAlertOptOuts alertStops;
  private @Nullable CosmosStatsStore stats;
  private @Nullable CosmosDeadLetterLedger deadLetters;
  private @Nullable CosmosRedriveJobStore redrives;
  private @Nullable CosmosPolicyStore policies;
  private @Nullable CosmosErasureStore erasures;

  /**
   * Stores of one account. Nothing is asked of it before a store is used.
   *
   * @param settings the account and its timeouts
   */
  public CosmosStores(CosmosSettings settings) {
    this(settings, CosmosConnection.CONNECT_TIMEOUT);
  }

  CosmosStores(CosmosSettings settings, Duration connectTimeout) {
    this(new CosmosConnection(requireNonNull(settings, "settings"), connectTimeout));
  }

  private CosmosStores(CosmosConnection connection) {
    this.connection = connection;
  }

  @Override
  public MessageStore messages() {
    return messageStore();
  }

  @Override
  public MessageArchive messageArchive() {
    return messageStore();
  }

  private synchronized CosmosMessageStore messageStore() {
    if (messages == null) {
      messages = new CosmosMessageStore(connection);
    }
    return messages;
  }

  @Override
  public ViolationStore violations() {
    return violationStore();
  }

  @Override
  public ViolationArchive violationArchive() {
    return violationStore();
  }

  private synchronized CosmosViolationStore violationStore() {
    if (violations == null) {
      violations = new CosmosViolationStore(connection);
    }
    return violations;
  }

  @Override
  public synchronized EventLog events() {
    if (events == null) {
      events = new CosmosEventLog(connection);
    }
    return events;
  }

  @Override
  public synchronized AlertStore alerts() {
    if (alerts == null) {
      alerts = new CosmosAlertStore(connection);
    }
    return alerts;
  }

  @Override
  public synchronized AlertOptOuts alertStops() {
    if (alertStops == null) {
      alertStops = new CosmosAlertOptOuts(connection);
    }
    return alertStops;
  }

  @Override
  public synchronized StatsStore stats() {
    if (stats == null) {
      stats = new CosmosStatsStore(connection);
    }
    return stats;
  }

  @Override
  public synchronized DeadLetterLedger deadLetters() {
    if (deadLetters == null) {
      deadLetters = new CosmosDeadLetterLedger(connection);
    }
    return deadLetters;
  }

  @Override
  public synchronized RedriveJobStore redrives() {
    if (redrives == null) {
      redrives = new CosmosRedriveJobStore(connection);
    }
    return redrives;
  }

  @Override
  public synchronized PolicyStore policies() {
    if (policies == null) {
      policies = new CosmosPolicyStore(connection);
    }
    return policies;
  }

  @Override
  public synchronized ErasureStore erasures() {
    if (erasures == null) {
      erasures = new CosmosErasureStore(connection);
    }
    return erasures;
  }

  /** Makes no store: the first health after a cold start comes before their first use. */
  @Override
  public synchronized Map<String, Health> health() {
    Map<String, Health> health = new LinkedHashMap<>();
    health.put("messages", of(messages));
    health.put("violations", of(violations));
    health.put("events", of(events));
    health.put("stats", of(stats));
    health.put("alerts", of(alerts));
    health.put("deadLetters", of(deadLetters));
    health.put("redrives", of(redrives));
    health.put("policies", of(policies));
    health.put("erasures", of(erasures));
    return health;
  }

  private static Health of(@Nullable Monitored store) {
    return store == null ? Health.up(Documents.ADAPTER) : store.health();
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
