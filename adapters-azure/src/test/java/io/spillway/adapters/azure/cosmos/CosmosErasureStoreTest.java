package io.spillway.adapters.azure.cosmos;

import io.spillway.testkit.erasure.ErasureStoreContract;

/** Contract test on the test server. */
class CosmosErasureStoreTest extends ErasureStoreContract {

  @Override
  protected CosmosErasureStore newStore() {
    return (CosmosErasureStore) TestCosmos.stores().erasures();
  }
}
