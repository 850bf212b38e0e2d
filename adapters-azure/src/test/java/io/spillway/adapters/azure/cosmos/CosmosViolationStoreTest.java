package io.spillway.adapters.azure.cosmos;

import io.spillway.testkit.violation.ViolationStoreContract;

/** The contract on the test server. */
class CosmosViolationStoreTest extends ViolationStoreContract {

  @Override
  protected CosmosViolationStore newStore() {
    return (CosmosViolationStore) TestCosmos.STORES.violations();
  }
}
