package io.spillway.ports;

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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * All stores of one backend: memory, a Cosmos DB database, or a custom one. Implementations
 * override only the getters of the features in use: moderation needs {@link #messages} and {@link
 * #violations}, and {@link #violationArchive} if a policy counts strikes against authors, which the
 * standard policy does not.
 *
 * <p>Each getter returns a store of the same data at every call and opens no connection. The
 * default throws {@link UnsupportedOperationException}, which names the store.
 */
public interface Stores {

  /** {@return the store of published messages} */
  default MessageStore messages() {
    throw missing("messages");
  }

  /** {@return the store of withheld messages and their reviews} */
  default ViolationStore violations() {
    throw missing("violations");
  }

  /** {@return listings and counts of the messages in {@link #messages}} */
  default MessageArchive messageArchive() {
    throw missing("messageArchive");
  }

  /** {@return the changes of the messages in {@link #messages}, for chat clients} */
  default MessageFeed feed() {
    throw missing("feed");
  }

  /** {@return the review queue and listings of the violations in {@link #violations}} */
  default ViolationArchive violationArchive() {
    throw missing("violationArchive");
  }

  /** {@return the event log} */
  default EventLog events() {
    throw missing("events");
  }

  /** {@return the register of events' contents} */
  default EventRegistry eventRegistry() {
    throw missing("eventRegistry");
  }

  /** {@return the stream totals} */
  default StatsStore stats() {
    throw missing("stats");
  }

  /** {@return the alert store} */
  default AlertStore alerts() {
    throw missing("alerts");
  }

  /** {@return the opt-outs of alert receivers} */
  default AlertOptOuts alertStops() {
    throw missing("alertStops");
  }

  /** {@return the outbox of notifications to receivers outside} */
  default NotificationStore notifications() {
    throw missing("notifications");
  }

  /** {@return the dead-letter ledger} */
  default DeadLetterLedger deadLetters() {
    throw missing("deadLetters");
  }

  /** {@return the redrive store} */
  default RedriveJobStore redrives() {
    throw missing("redrives");
  }

  /** {@return the policy store} */
  default PolicyStore policies() {
    throw missing("policies");
  }

  /** {@return the erasure store} */
  default ErasureStore erasures() {
    throw missing("erasures");
  }

  /** {@return the audit log} */
  default AuditLog auditLog() {
    throw missing("auditLog");
  }

  /** {@return the store of viewers' reports} */
  default ReportStore reports() {
    throw missing("reports");
  }

  /** {@return the store of restrictions of authors} */
  default RestrictionStore restrictions() {
    throw missing("restrictions");
  }

  /** {@return the store of notes about authors} */
  default AuthorNoteStore authorNotes() {
    throw missing("authorNotes");
  }

  /** {@return the store of notes about groups of dead letters} */
  default GroupNoteStore groupNotes() {
    throw missing("groupNotes");
  }

  /** {@return the directory of streams} */
  default StreamDirectory streams() {
    throw missing("streams");
  }

  /** {@return the store of moderators' presence; its health is not observed} */
  default PresenceStore presence() {
    throw missing("presence");
  }

  /**
   * Starts the initialisation that the first call of a store would otherwise wait for. Returns
   * immediately, never throws and does not affect results. The default is a no-op.
   */
  default void prepare() {}

  /**
   * {@return the health of each supported store, by its getter's name}
   *
   * <p>Makes no call. A store that was not used yet is up.
   */
  default Map<String, Health> health() {
    Map<String, Supplier<Monitored>> getters = new LinkedHashMap<>();
    getters.put("messages", this::messages);
    getters.put("violations", this::violations);
    getters.put("events", this::events);
    getters.put("eventRegistry", this::eventRegistry);
    getters.put("stats", this::stats);
    getters.put("alerts", this::alerts);
    getters.put("notifications", this::notifications);
    getters.put("deadLetters", this::deadLetters);
    getters.put("redrives", this::redrives);
    getters.put("policies", this::policies);
    getters.put("erasures", this::erasures);
    getters.put("auditLog", this::auditLog);
    getters.put("reports", this::reports);
    getters.put("restrictions", this::restrictions);
    getters.put("authorNotes", this::authorNotes);
    getters.put("streams", this::streams);
    getters.put("groupNotes", this::groupNotes);
    Map<String, Health> health = new LinkedHashMap<>();
    getters.forEach(
        (name, store) -> {
          try {
            health.put(name, store.get().health());
          } catch (UnsupportedOperationException e) {
            // not supported by this backend
          }
        });
    return health;
  }

  /** Provider of the default stores, found by {@link java.util.ServiceLoader}. */
  interface Provider {

    /** {@return new, empty stores} */
    Stores newStores();
  }

  private static UnsupportedOperationException missing(String store) {
    return new UnsupportedOperationException("these Stores have no " + store);
  }
}
