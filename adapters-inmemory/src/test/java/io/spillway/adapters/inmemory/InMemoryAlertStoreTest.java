package io.spillway.adapters.inmemory;

import io.spillway.ports.Retention;
import io.spillway.ports.event.AlertStore;
import io.spillway.testkit.Expiry;
import io.spillway.testkit.SettableClock;
import io.spillway.testkit.event.AlertStoreContract;
import java.util.Optional;

class InMemoryAlertStoreTest extends AlertStoreContract {

  private final SettableClock clock = new SettableClock();

  @Override
  protected AlertStore newStore() {
    return new InMemoryAlertStore(Retention.STANDARD, clock);
  }

  @Override
  protected Optional<Expiry> expiry() {
    return Optional.of(new Expiry(Retention.STANDARD.events(), clock));
  }

  @Override
  protected Optional<AlertStore> newStoreOfAtMost(int max) {
    return Optional.of(new InMemoryAlertStore(max));
  }
}
