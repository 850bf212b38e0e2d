package io.spillway.adapters.inmemory;

import io.spillway.ports.message.MessageStore;
import io.spillway.testkit.message.MessageStoreContract;
import java.util.Optional;

class InMemoryMessageStoreTest extends MessageStoreContract {

  @Override
  protected MessageStore newStore() {
    return new InMemoryMessageStore();
  }

  @Override
  protected Optional<MessageStore> newStoreOfAtMost(int max) {
    return Optional.of(new InMemoryMessageStore(max));
  }
}
