package io.spillway.adapters.azure.cosmos;

import io.spillway.ports.event.EventLog;
import io.spillway.testkit.event.EventLogContract;

/** The contract on the test server. */
class CosmosEventLogTest extends EventLogContract {

  @Override
  protected EventLog newLog() {
    return TestCosmos.STORES.events();
  }
}
