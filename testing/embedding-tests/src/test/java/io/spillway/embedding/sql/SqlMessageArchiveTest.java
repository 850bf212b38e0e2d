package io.spillway.embedding.sql;

import io.spillway.ports.Stores;
import io.spillway.ports.message.MessageArchive;
import io.spillway.testkit.message.MessageArchiveContract;
import java.util.Optional;

class SqlMessageArchiveTest extends MessageArchiveContract {

  @Override
  protected Stores newStores() {
    return SqlStores.SHARED;
  }

  @Override
  protected Optional<MessageArchive> newArchiveOutOfReach() {
    return Optional.of(SqlStores.outOfReach().messageArchive());
  }
}
