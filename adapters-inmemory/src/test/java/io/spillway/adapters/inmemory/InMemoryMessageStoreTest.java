package io.spillway.adapters.inmemory;

import io.spillway.ports.Retention;
import io.spillway.ports.message.MessageStore;
import io.spillway.testkit.Expiry;
import io.spillway.testkit.SettableClock;
import io.spillway.testkit.message.MessageStoreContract;
import java.util.Optional;

class InMemoryMessageStoreTest extends MessageStoreContract {

  private final SettableClock clock = new SettableClock();

  @Override
  protected MessageStore newStore() {
    return new InMemoryMessageStore(Retention.STANDARD, clock);
  }

  @Override
  protected Optional<Expiry> expiry() {
    return Optional.of(new Expiry(Retention.STANDARD.messages(), clock));
  }

  @Override
  protected Optional<MessageStore> newStoreOfAtMost(int max) {
    return Optional.of(new InMemoryMessageStore(max));
  }
}
