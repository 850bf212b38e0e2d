package io.spillway.ports;

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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * All stores of one place: memory, a Cosmos DB database, or a team's own. A team that uses only a
 * part may leave the getters of the others as they are: moderation needs {@link #messages} and
 * {@link #violations}, and {@link #violationArchive} where a policy counts strikes against authors,
 * which the standard policy does not.
 *
 * <p>Each getter returns a store of the same data at every call, and connects to nothing. By
 * default it throws {@link UnsupportedOperationException}, which names the store.
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

  /** {@return the review queue and listings of the violations in {@link #violations}} */
  default ViolationArchive violationArchive() {
    throw missing("violationArchive");
  }

  /** {@return the log of events} */
  default EventLog events() {
    throw missing("events");
  }

  /** {@return the totals of streams} */
  default StatsStore stats() {
    throw missing("stats");
  }

  /** {@return the store of alerts} */
  default AlertStore alerts() {
    throw missing("alerts");
  }

  /** {@return the record of receivers that asked for no more alerts} */
  default AlertOptOuts alertStops() {
    throw missing("alertStops");
  }

  /** {@return the ledger of dead letters} */
  default DeadLetterLedger deadLetters() {
    throw missing("deadLetters");
  }

  /** {@return the store of redrives} */
  default RedriveJobStore redrives() {
    throw missing("redrives");
  }

  /** {@return the store of policies} */
  default PolicyStore policies() {
    throw missing("policies");
  }

  /** {@return the record of erasures} */
  default ErasureStore erasures() {
    throw missing("erasures");
  }

  /**
   * {@return the health of each store that is there, by its getter's name; makes no call}
   *
   * <p>A store that was not used yet is up.
   */
  default Map<String, Health> health() {
    Map<String, Supplier<Monitored>> getters = new LinkedHashMap<>();
    getters.put("messages", this::messages);
    getters.put("violations", this::violations);
    getters.put("events", this::events);
    getters.put("stats", this::stats);
    getters.put("alerts", this::alerts);
    getters.put("deadLetters", this::deadLetters);
    getters.put("redrives", this::redrives);
    getters.put("policies", this::policies);
    getters.put("erasures", this::erasures);
    Map<String, Health> health = new LinkedHashMap<>();
    getters.forEach(
        (name, store) -> {
          try {
            health.put(name, store.get().health());
          } catch (UnsupportedOperationException e) {
            // This place has none.
          }
        });
    return health;
  }

  /** Provider of stores for those who set none, found by {@link java.util.ServiceLoader}. */
  interface Provider {

    /** {@return stores without data} */
    Stores newStores();
  }

  private static UnsupportedOperationException missing(String store) {
    return new UnsupportedOperationException("these Stores have no " + store);
  }
}
