package io.spillway.adapters.azure.cosmos;

import io.spillway.testkit.event.EventLogContract;

/** The contract on the test server. */
class CosmosEventLogTest extends EventLogContract {

  @Override
  protected CosmosEventLog newLog() {
    return (CosmosEventLog) TestCosmos.STORES.events();
  }
}
