package io.spillway.adapters.azure.cosmos;

import io.spillway.ports.event.AlertStore;
import io.spillway.testkit.event.AlertStoreContract;

/** The contract on the test server. */
class CosmosAlertStoreTest extends AlertStoreContract {

  @Override
  protected AlertStore newStore() {
    return TestCosmos.STORES.alerts();
  }
}
