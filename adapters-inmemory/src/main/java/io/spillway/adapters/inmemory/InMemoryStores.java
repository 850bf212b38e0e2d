package io.spillway.adapters.inmemory;

import io.spillway.ports.Retention;
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
import java.time.InstantSource;

/**
 * All stores in memory, bounded, and gone when the process ends.
 *
 * @param messages the store of published messages
 * @param violations the store of withheld messages and their reviews
 * @param events the log of events
 * @param stats the totals of streams
 * @param alerts the store of alerts
 * @param alertStops the record of receivers that asked for no more alerts
 * @param deadLetters the ledger of dead letters
 * @param redrives the store of redrives
 * @param policies the store of policies
 * @param erasures the record of erasures
 */
public record InMemoryStores(
    MessageStore messages,
    ViolationStore violations,
    EventLog events,
    StatsStore stats,
    AlertStore alerts,
    AlertStops alertStops,
    DeadLetterLedger deadLetters,
    RedriveJobStore redrives,
    PolicyStore policies,
    ErasureStore erasures)
    implements Stores {

  /** {@return empty stores by the system's clock, which keep their data for the standard times} */
  public static InMemoryStores create() {
    return create(Retention.STANDARD, InstantSource.system());
  }

  /**
   * {@return empty stores}
   *
   * @param retention the times for which data is kept
   * @param clock decides when data has expired
   */
  public static InMemoryStores create(Retention retention, InstantSource clock) {
    return new InMemoryStores(
        new InMemoryMessageStore(retention, clock),
        new InMemoryViolationStore(retention, clock),
        new InMemoryEventLog(retention, clock),
        new InMemoryStatsStore(clock),
        new InMemoryAlertStore(retention, clock),
        new InMemoryAlertStops(),
        new InMemoryDeadLetterLedger(),
        new InMemoryRedriveJobStore(),
        new InMemoryPolicyStore(),
        new InMemoryErasureStore());
  }
}
