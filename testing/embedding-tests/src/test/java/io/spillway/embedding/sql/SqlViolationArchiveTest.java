package io.spillway.embedding.sql;

import io.spillway.ports.Stores;
import io.spillway.ports.violation.ViolationArchive;
import io.spillway.testkit.violation.ViolationArchiveContract;
import java.util.Optional;

class SqlViolationArchiveTest extends ViolationArchiveContract {

  @Override
  protected Stores newStores() {
    return SqlStores.SHARED;
  }

  @Override
  protected Optional<ViolationArchive> newArchiveOutOfReach() {
    return Optional.of(SqlStores.outOfReach().violationArchive());
  }
}
