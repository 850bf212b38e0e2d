package io.spillway.adapters.azure.cosmos;

import io.spillway.testkit.event.AlertOptOutsContract;

/** Contract test on the test server. */
class CosmosAlertStopsTest extends AlertOptOutsContract {

  @Override
  protected CosmosAlertOptOuts newStops() {
    return (CosmosAlertOptOuts) TestCosmos.stores().alertStops();
  }
}
