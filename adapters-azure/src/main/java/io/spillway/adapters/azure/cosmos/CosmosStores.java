package io.spillway.adapters.azure.cosmos;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.Health;
import io.spillway.ports.Monitored;
import io.spillway.ports.Stores;
import io.spillway.ports.audit.AuditLog;
import io.spillway.ports.author.AuthorNoteStore;
import io.spillway.ports.author.RestrictionStore;
import io.spillway.ports.deadletter.DeadLetterLedger;
import io.spillway.ports.deadletter.GroupNoteStore;
import io.spillway.ports.deadletter.RedriveJobStore;
import io.spillway.ports.erasure.ErasureStore;
import io.spillway.ports.event.AlertOptOuts;
import io.spillway.ports.event.AlertStore;
import io.spillway.ports.event.EventLog;
import io.spillway.ports.event.EventRegistry;
import io.spillway.ports.event.StatsStore;
import io.spillway.ports.message.MessageArchive;
import io.spillway.ports.message.MessageFeed;
import io.spillway.ports.message.MessageStore;
import io.spillway.ports.notification.NotificationStore;
import io.spillway.ports.policy.PolicyStore;
import io.spillway.ports.report.ReportStore;
import io.spillway.ports.stream.StreamDirectory;
import io.spillway.ports.violation.PresenceStore;
import io.spillway.ports.violation.ViolationArchive;
import io.spillway.ports.violation.ViolationStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Stores of one Cosmos DB database. They share one client, which is created on first use; before
 * that, only the settings are validated. Use one instance per process: a client is expensive, and
 * immediate visibility of writes is guaranteed only within one client.
 */
public final class CosmosStores implements Stores, AutoCloseable {

  private final CosmosConnection connection;
  private final InstantSource clock;
  private @Nullable CosmosMessageStore messages;
  private @Nullable CosmosMessageFeed feed;
  private @Nullable CosmosViolationStore violations;
  private @Nullable CosmosEventLog events;
  private @Nullable CosmosEventRegistry eventRegistry;
  private @Nullable CosmosAlertStore alerts;
  private @Nullable CosmosAlertOptOuts alertStops;
  private @Nullable CosmosStatsStore stats;
  private @Nullable CosmosNotificationStore notifications;
  private @Nullable CosmosDeadLetterLedger deadLetters;
  private @Nullable CosmosRedriveJobStore redrives;
  private @Nullable CosmosPolicyStore policies;
  private @Nullable CosmosErasureStore erasures;
  private @Nullable CosmosAuditLog auditLog;
  private @Nullable CosmosReportStore reports;
  private @Nullable CosmosRestrictionStore restrictions;
  private @Nullable CosmosAuthorNoteStore authorNotes;
  private @Nullable CosmosStreamDirectory streams;
  private @Nullable CosmosGroupNoteStore groupNotes;
  private @Nullable CosmosPresenceStore presence;

  /**
   * Creates the stores of one account, without connecting to it.
   *
   * @param settings the account, credentials and timeouts
   */
  public CosmosStores(CosmosSettings settings) {
    this(settings, CosmosConnection.CONNECT_TIMEOUT);
  }

  CosmosStores(CosmosSettings settings, Duration connectTimeout) {
    this(settings, connectTimeout, InstantSource.system());
  }

  /**
   * Creates the stores of one account on another clock than the system's, without connecting to it.
   *
   * @param settings the account, credentials and timeouts
   * @param clock the clock by which cursors of feeds and restrictions expire
   */
  public CosmosStores(CosmosSettings settings, InstantSource clock) {
    this(settings, CosmosConnection.CONNECT_TIMEOUT, clock);
  }

  /**
   * @param clock the clock by which cursors of feeds and restrictions expire
   */
  CosmosStores(CosmosSettings settings, Duration connectTimeout, InstantSource clock) {
    this(new CosmosConnection(requireNonNull(settings, "settings"), connectTimeout), clock);
  }

  private CosmosStores(CosmosConnection connection, InstantSource clock) {
    this.connection = connection;
    this.clock = clock;
  }

  @Override
  public MessageStore messages() {
    return messageStore();
  }

  @Override
  public MessageArchive messageArchive() {
    return messageStore();
  }

  @Override
  public synchronized MessageFeed feed() {
    if (feed == null) {
      feed = new CosmosMessageFeed(messageStore(), clock);
    }
    return feed;
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
  public synchronized EventRegistry eventRegistry() {
    if (eventRegistry == null) {
      eventRegistry = new CosmosEventRegistry(connection);
    }
    return eventRegistry;
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
  public synchronized NotificationStore notifications() {
    if (notifications == null) {
      notifications = new CosmosNotificationStore(connection);
    }
    return notifications;
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

  @Override
  public synchronized AuditLog auditLog() {
    if (auditLog == null) {
      auditLog = new CosmosAuditLog(connection);
    }
    return auditLog;
  }

  @Override
  public synchronized ReportStore reports() {
    if (reports == null) {
      reports = new CosmosReportStore(connection);
    }
    return reports;
  }

  @Override
  public synchronized RestrictionStore restrictions() {
    if (restrictions == null) {
      restrictions = new CosmosRestrictionStore(connection, clock);
    }
    return restrictions;
  }

  @Override
  public synchronized AuthorNoteStore authorNotes() {
    if (authorNotes == null) {
      authorNotes = new CosmosAuthorNoteStore(connection);
    }
    return authorNotes;
  }

  @Override
  public synchronized StreamDirectory streams() {
    if (streams == null) {
      streams = new CosmosStreamDirectory(connection);
    }
    return streams;
  }

  @Override
  public synchronized GroupNoteStore groupNotes() {
    if (groupNotes == null) {
      groupNotes = new CosmosGroupNoteStore(connection);
    }
    return groupNotes;
  }

  @Override
  public synchronized PresenceStore presence() {
    if (presence == null) {
      presence = new CosmosPresenceStore(connection, clock);
    }
    return presence;
  }

  /** Creates the client in the background. */
  @Override
  public void prepare() {
    connection.prepare();
  }

  /** Creates no store: the first health check after a cold start precedes their first use. */
  @Override
  public synchronized Map<String, Health> health() {
    Map<String, Health> health = new LinkedHashMap<>();
    health.put("messages", of(messages));
    health.put("violations", of(violations));
    health.put("events", of(events));
    health.put("eventRegistry", of(eventRegistry));
    health.put("stats", of(stats));
    health.put("alerts", of(alerts));
    health.put("notifications", of(notifications));
    health.put("deadLetters", of(deadLetters));
    health.put("redrives", of(redrives));
    health.put("policies", of(policies));
    health.put("erasures", of(erasures));
    health.put("auditLog", of(auditLog));
    health.put("reports", of(reports));
    health.put("restrictions", of(restrictions));
    health.put("authorNotes", of(authorNotes));
    health.put("streams", of(streams));
    health.put("groupNotes", of(groupNotes));
    return health;
  }

  private static Health of(@Nullable Monitored store) {
    return store == null ? Health.up(Documents.ADAPTER) : store.health();
  }

  /**
   * {@return stores that share this client, as of a process that has just started: without recorded
   * calls and remembered data} Closing either closes the client.
   */
  public CosmosStores onSameClient() {
    return new CosmosStores(connection, clock);
  }

  /** Closes the client. Later calls fail as in an outage. */
  @Override
  public void close() {
    connection.close();
  }
}
