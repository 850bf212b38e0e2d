package io.spillway.functions;

import io.spillway.adapters.azure.cosmos.CosmosStores;
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

/** Where everything is kept: all of it in one place. */
public record Stores(
    MessageStore messages,
    ViolationStore violations,
    EventLog events,
    StatsStore stats,
    AlertStore alerts,
    AlertStops alertStops,
    DeadLetterLedger deadLetters,
    RedriveJobStore redrives,
    PolicyStore policies,
    ErasureStore erasures) {

  /** All of it in one database. */
  public static Stores in(CosmosStores cosmos) {
    return new Stores(
        cosmos.messages(),
        cosmos.violations(),
        cosmos.events(),
        cosmos.stats(),
        cosmos.alerts(),
        cosmos.alertStops(),
        cosmos.deadLetters(),
        cosmos.redrives(),
        cosmos.policies(),
        cosmos.erasures());
  }
}
