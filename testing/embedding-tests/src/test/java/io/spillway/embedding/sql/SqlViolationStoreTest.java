package io.spillway.embedding.sql;

import io.spillway.ports.violation.ViolationStore;
import io.spillway.testkit.violation.ViolationStoreContract;
import java.util.Optional;

class SqlViolationStoreTest extends ViolationStoreContract {

  @Override
  protected ViolationStore newStore() {
    return SqlStores.SHARED.violations();
  }

  @Override
  protected Optional<ViolationStore> newStoreOutOfReach() {
    return Optional.of(SqlStores.outOfReach().violations());
  }
}
