package io.spillway.adapters.azure.cosmos;

import io.spillway.testkit.deadletter.RedriveJobStoreContract;

/** Contract test on the test server. */
class CosmosRedriveJobStoreTest extends RedriveJobStoreContract {

  @Override
  protected CosmosRedriveJobStore newStore() {
    return (CosmosRedriveJobStore) TestCosmos.stores().redrives();
  }
}
