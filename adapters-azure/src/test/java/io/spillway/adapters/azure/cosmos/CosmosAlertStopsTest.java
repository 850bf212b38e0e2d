package io.spillway.adapters.azure.cosmos;

import io.spillway.testkit.event.AlertStopsContract;

/** The contract on the test server. */
class CosmosAlertStopsTest extends AlertStopsContract {

  @Override
  protected CosmosAlertStops newStops() {
    return (CosmosAlertStops) TestCosmos.stores().alertStops();
  }
}
