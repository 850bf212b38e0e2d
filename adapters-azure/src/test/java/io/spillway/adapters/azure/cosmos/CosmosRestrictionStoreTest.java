package io.spillway.adapters.azure.cosmos;

import io.spillway.testkit.author.RestrictionStoreContract;

/** Contract test on the test server. */
class CosmosRestrictionStoreTest extends RestrictionStoreContract {

  @Override
  protected CosmosRestrictionStore newStore() {
    return (CosmosRestrictionStore) TestCosmos.stores().restrictions();
  }
}
