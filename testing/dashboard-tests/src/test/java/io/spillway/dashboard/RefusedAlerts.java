package io.spillway.dashboard;

import io.spillway.WordListClassifier;
import io.spillway.adapters.inmemory.InMemoryStores;
import io.spillway.adapters.inmemory.InMemoryWorkQueue;
import io.spillway.functions.Substitutes;
import io.spillway.ports.Failure;
import io.spillway.ports.Stores;
import io.spillway.ports.event.AlertStore;
import io.spillway.ports.moderation.ContentClassifier;
import io.spillway.ports.queue.WorkQueue;
import io.spillway.testkit.Faults;
import io.spillway.testkit.WrappedStores;
import java.time.InstantSource;

/** Everything in memory, with a store of alerts that refuses them until it is repaired. */
final class RefusedAlerts implements Substitutes {

  /** Message of the failure. */
  static final String MESSAGE = "the store refuses alerts";

  private final Faults faults = new Faults();
  private final Stores stores = WrappedStores.of(InMemoryStores.create(), this::wrap);

  RefusedAlerts() {
    faults.outage("AlertStore.add", Failure.permanent("alerts.rejected", MESSAGE));
  }

  private <P> P wrap(Class<P> port, P store) {
    return port == AlertStore.class ? faults.wrap(port, store) : store;
  }

  void repair() {
    faults.mend();
  }

  @Override
  public Stores stores() {
    return stores;
  }

  @Override
  public ContentClassifier classifier() {
    return new WordListClassifier();
  }

  @Override
  public WorkQueue queue(String name) {
    return new InMemoryWorkQueue(name, InstantSource.system());
  }
}
