package io.spillway.adapters.inmemory;

import io.spillway.ports.Retention;
import io.spillway.ports.Stores;
import io.spillway.ports.message.MessageArchive;
import io.spillway.ports.message.MessageStore;
import io.spillway.testkit.Expiry;
import io.spillway.testkit.SettableClock;
import io.spillway.testkit.message.MessageArchiveContract;
import java.util.Optional;

class InMemoryMessageArchiveTest extends MessageArchiveContract {

  private final SettableClock clock = new SettableClock();

  @Override
  protected Stores newStores() {
    InMemoryMessageStore store = new InMemoryMessageStore(Retention.STANDARD, clock);
    return new Stores() {
      @Override
      public MessageStore messages() {
        return store;
      }

      @Override
      public MessageArchive messageArchive() {
        return store;
      }
    };
  }

  @Override
  protected Optional<Expiry> expiry() {
    return Optional.of(new Expiry(Retention.STANDARD.messages(), clock));
  }
}
