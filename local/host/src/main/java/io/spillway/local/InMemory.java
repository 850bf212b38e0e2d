package io.spillway.local;

import io.spillway.adapters.inmemory.InMemoryAlertStops;
import io.spillway.adapters.inmemory.InMemoryAlertStore;
import io.spillway.adapters.inmemory.InMemoryDeadLetterLedger;
import io.spillway.adapters.inmemory.InMemoryErasureStore;
import io.spillway.adapters.inmemory.InMemoryEventLog;
import io.spillway.adapters.inmemory.InMemoryMessageStore;
import io.spillway.adapters.inmemory.InMemoryPolicyStore;
import io.spillway.adapters.inmemory.InMemoryRedriveJobStore;
import io.spillway.adapters.inmemory.InMemoryStatsStore;
import io.spillway.adapters.inmemory.InMemoryViolationStore;
import io.spillway.adapters.inmemory.InMemoryWorkQueue;
import io.spillway.adapters.inmemory.WordListClassifier;
import io.spillway.functions.Stores;
import io.spillway.functions.Substitutes;
import io.spillway.ports.Retention;
import io.spillway.ports.moderation.ContentClassifier;
import io.spillway.ports.queue.WorkQueue;
import java.time.InstantSource;

/** What is not set is in memory, gone when the process ends. */
record InMemory(InstantSource clock, Retention retention) implements Substitutes {

  @Override
  public Stores stores() {
    return new Stores(
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

  @Override
  public ContentClassifier classifier() {
    return new WordListClassifier();
  }

  @Override
  public WorkQueue queue(String name) {
    return new InMemoryWorkQueue(name, clock);
  }
}
