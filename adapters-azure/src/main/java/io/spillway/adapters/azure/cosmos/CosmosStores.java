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
import io.spillway.ports.message.MessageArchive;
import io.spillway.ports.message.MessageStore;
import io.spillway.ports.policy.PolicyStore;
import io.spillway.ports.violation.ViolationArchive;
import io.spillway.ports.violation.ViolationStore;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The stores of one database. They share one client, which is built when the first of them is first
 * used: until then nothing is loaded, connected to or checked beyond the settings. Have one of
 * these in a process: a client is expensive, and only its own readers see its writes at once.
 */
public final class CosmosStores implements Stores, AutoCloseable {

  private final CosmosConnection connection;

  /** One of each, since each knows the health of its own calls only. */
  private final Map<Class<?>, Object> made = new ConcurrentHashMap<>();

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
    return one(CosmosMessageStore.class, CosmosMessageStore::new);
  }

  @Override
  public ViolationStore violations() {
    return one(CosmosViolationStore.class, CosmosViolationStore::new);
  }

  @Override
  public MessageArchive messageArchive() {
    return one(CosmosMessageStore.class, CosmosMessageStore::new);
  }

  @Override
  public ViolationArchive violationArchive() {
    return one(CosmosViolationStore.class, CosmosViolationStore::new);
  }

  @Override
  public EventLog events() {
    return one(CosmosEventLog.class, CosmosEventLog::new);
  }

  @Override
  public AlertStore alerts() {
    return one(CosmosAlertStore.class, CosmosAlertStore::new);
  }

  @Override
  public AlertStops alertStops() {
    return one(CosmosAlertStops.class, CosmosAlertStops::new);
  }

  @Override
  public StatsStore stats() {
    return one(CosmosStatsStore.class, CosmosStatsStore::new);
  }

  @Override
  public DeadLetterLedger deadLetters() {
    return one(CosmosDeadLetterLedger.class, CosmosDeadLetterLedger::new);
  }

  @Override
  public RedriveJobStore redrives() {
    return one(CosmosRedriveJobStore.class, CosmosRedriveJobStore::new);
  }

  @Override
  public PolicyStore policies() {
    return one(CosmosPolicyStore.class, CosmosPolicyStore::new);
  }

  @Override
  public ErasureStore erasures() {
    return one(CosmosErasureStore.class, CosmosErasureStore::new);
  }

  private <T> T one(Class<T> type, Function<CosmosConnection, T> constructor) {
    return type.cast(made.computeIfAbsent(type, none -> constructor.apply(connection)));
  }

  /** Closes the client. What is called afterwards fails as in an outage. */
  @Override
  public void close() {
    connection.close();
  }
}
