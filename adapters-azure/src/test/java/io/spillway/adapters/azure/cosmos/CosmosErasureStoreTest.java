package io.spillway.adapters.azure.cosmos;

import io.spillway.testkit.erasure.ErasureStoreContract;

/** The contract on the test server. */
class CosmosErasureStoreTest extends ErasureStoreContract {

  @Override
  protected CosmosErasureStore newStore() {
    return (CosmosErasureStore) TestCosmos.stores().erasures();
  }
}
