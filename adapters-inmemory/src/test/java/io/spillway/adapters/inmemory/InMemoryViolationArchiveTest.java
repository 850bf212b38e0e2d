package io.spillway.adapters.inmemory;

import io.spillway.ports.Retention;
import io.spillway.ports.Stores;
import io.spillway.ports.violation.ViolationArchive;
import io.spillway.ports.violation.ViolationStore;
import io.spillway.testkit.Expiry;
import io.spillway.testkit.SettableClock;
import io.spillway.testkit.violation.ViolationArchiveContract;
import java.util.Optional;

class InMemoryViolationArchiveTest extends ViolationArchiveContract {

  private final SettableClock clock = new SettableClock();

  @Override
  protected Stores newStores() {
    InMemoryViolationStore store = new InMemoryViolationStore(Retention.STANDARD, clock);
    return new Stores() {
      @Override
      public ViolationStore violations() {
        return store;
      }

      @Override
      public ViolationArchive violationArchive() {
        return store;
      }
    };
  }

  @Override
  protected Optional<Expiry> expiry() {
    return Optional.of(new Expiry(Retention.STANDARD.violations(), clock));
  }
}
