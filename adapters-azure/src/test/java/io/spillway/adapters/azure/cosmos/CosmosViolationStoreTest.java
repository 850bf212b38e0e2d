package io.spillway.adapters.azure.cosmos;

import io.spillway.ports.violation.ViolationStore;
import io.spillway.testkit.violation.ViolationStoreContract;

/** The contract on the test server. */
class CosmosViolationStoreTest extends ViolationStoreContract {

  @Override
  protected ViolationStore newStore() {
    return TestCosmos.STORES.violations();
  }
}
