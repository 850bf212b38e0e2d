package io.spillway.local;

import io.spillway.adapters.azure.cosmos.CosmosStores;
import io.spillway.adapters.inmemory.InMemoryAlertStops;
import io.spillway.adapters.inmemory.InMemoryAlertStore;
import io.spillway.adapters.inmemory.InMemoryDeadLetterLedger;
import io.spillway.adapters.inmemory.InMemoryEventLog;
import io.spillway.adapters.inmemory.InMemoryMessageStore;
import io.spillway.adapters.inmemory.InMemoryPolicyStore;
import io.spillway.adapters.inmemory.InMemoryStatsStore;
import io.spillway.adapters.inmemory.InMemoryViolationStore;
import io.spillway.ports.deadletter.DeadLetterLedger;
import io.spillway.ports.event.AlertStops;
import io.spillway.ports.event.AlertStore;
import io.spillway.ports.event.EventLog;
import io.spillway.ports.event.StatsStore;
import io.spillway.ports.message.MessageStore;
import io.spillway.ports.policy.PolicyStore;
import io.spillway.ports.violation.ViolationStore;
import java.time.InstantSource;

/** Where everything is kept: all of it in memory, or all of it in one database. */
record Stores(
    MessageStore messages,
    ViolationStore violations,
    EventLog events,
    StatsStore stats,
    AlertStore alerts,
    AlertStops alertStops,
    DeadLetterLedger deadLetters,
    PolicyStore policies) {

  static Stores inMemory(InstantSource clock) {
    return new Stores(
        new InMemoryMessageStore(),
        new InMemoryViolationStore(),
        new InMemoryEventLog(),
        new InMemoryStatsStore(clock),
        new InMemoryAlertStore(),
        new InMemoryAlertStops(),
        new InMemoryDeadLetterLedger(),
        new InMemoryPolicyStore());
  }

  static Stores in(CosmosStores cosmos) {
    return new Stores(
        cosmos.messages(),
        cosmos.violations(),
        cosmos.events(),
        cosmos.stats(),
        cosmos.alerts(),
        cosmos.alertStops(),
        cosmos.deadLetters(),
        cosmos.policies());
  }
}
