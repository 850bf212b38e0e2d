package io.spillway.adapters.azure.cosmos;

import io.spillway.ports.event.StatsStore;
import io.spillway.testkit.event.StatsStoreContract;

/** The contract on the test server. */
class CosmosStatsStoreTest extends StatsStoreContract {

  @Override
  protected StatsStore newStore() {
    return TestCosmos.STORES.stats();
  }
}
