package io.spillway.adapters.azure.cosmos;

import io.spillway.testkit.event.StatsStoreContract;

/** Contract test on the test server. */
class CosmosStatsStoreTest extends StatsStoreContract {

  @Override
  protected CosmosStatsStore newStore() {
    return (CosmosStatsStore) TestCosmos.stores().stats();
  }
}
