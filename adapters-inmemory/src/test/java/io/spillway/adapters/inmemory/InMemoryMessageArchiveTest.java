package io.spillway.adapters.inmemory;

import io.spillway.ports.Retention;
import io.spillway.ports.Stores;
import io.spillway.testkit.Expiry;
import io.spillway.testkit.SettableClock;
import io.spillway.testkit.message.MessageArchiveContract;
import java.util.Optional;

class InMemoryMessageArchiveTest extends MessageArchiveContract {

  private final SettableClock clock = new SettableClock();

  @Override
  protected Stores newStores() {
    return InMemoryStores.create(Retention.STANDARD, clock);
  }

  @Override
  protected Optional<Expiry> expiry() {
    return Optional.of(new Expiry(Retention.STANDARD.messages(), clock));
  }
}
