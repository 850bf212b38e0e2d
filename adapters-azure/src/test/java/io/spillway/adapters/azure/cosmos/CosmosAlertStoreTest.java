package io.spillway.adapters.azure.cosmos;

import io.spillway.testkit.event.AlertStoreContract;

/** The contract on the test server. */
class CosmosAlertStoreTest extends AlertStoreContract {

  @Override
  protected CosmosAlertStore newStore() {
    return (CosmosAlertStore) TestCosmos.STORES.alerts();
  }
}
