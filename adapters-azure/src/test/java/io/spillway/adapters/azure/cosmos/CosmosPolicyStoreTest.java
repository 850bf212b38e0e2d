package io.spillway.adapters.azure.cosmos;

import io.spillway.testkit.policy.PolicyStoreContract;

/** Contract test on the test server. */
class CosmosPolicyStoreTest extends PolicyStoreContract {

  @Override
  protected CosmosPolicyStore newStore() {
    return (CosmosPolicyStore) TestCosmos.stores().policies();
  }
}
