package io.spillway.embedding.sql;

import io.spillway.ports.message.MessageStore;
import io.spillway.testkit.message.MessageStoreContract;
import java.util.Optional;

class SqlMessageStoreTest extends MessageStoreContract {

  @Override
  protected MessageStore newStore() {
    return SqlStores.SHARED.messages();
  }

  @Override
  protected Optional<MessageStore> newStoreOutOfReach() {
    return Optional.of(SqlStores.outOfReach().messages());
  }
}
