package io.spillway.adapters.azure.cosmos;

import io.spillway.testkit.violation.PresenceStoreContract;

/** Contract test on the test server. */
class CosmosPresenceStoreTest extends PresenceStoreContract {

  @Override
  protected CosmosPresenceStore newStore() {
    return (CosmosPresenceStore) TestCosmos.stores().presence();
  }
}
