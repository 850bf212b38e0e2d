package io.spillway.adapters.azure.cosmos;

import io.spillway.cosmos.testserver.Fault;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationStore;
import io.spillway.testkit.violation.ViolationStoreContract;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** Contract test on the test server. */
class CosmosViolationStoreTest extends ViolationStoreContract {

  @Override
  protected CosmosViolationStore newStore() {
    return (CosmosViolationStore) TestCosmos.stores().violations();
  }

  @Override
  protected Optional<ViolationStore> newStoreOutOfReach() {
    TestCosmos.SERVER.faults().next(100, Fault.unavailable(), call -> true);
    return Optional.of(newStore());
  }

  @AfterEach
  void reset_the_database() {
    TestCosmos.SERVER.faults().clear();
    var unused = TestCosmos.STORES.violations().find(new ViolationId("any", "m-1"));
  }
}
