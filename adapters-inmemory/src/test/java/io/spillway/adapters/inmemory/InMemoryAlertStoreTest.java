package io.spillway.adapters.inmemory;

import io.spillway.ports.event.AlertStore;
import io.spillway.testkit.event.AlertStoreContract;
import java.util.Optional;

class InMemoryAlertStoreTest extends AlertStoreContract {

  @Override
  protected AlertStore newStore() {
    return new InMemoryAlertStore();
  }

  @Override
  protected Optional<AlertStore> newStoreOfAtMost(int max) {
    return Optional.of(new InMemoryAlertStore(max));
  }
}
