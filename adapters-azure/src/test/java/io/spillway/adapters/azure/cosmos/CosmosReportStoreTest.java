package io.spillway.adapters.azure.cosmos;

import io.spillway.testkit.report.ReportStoreContract;

/** Contract test on the test server. */
class CosmosReportStoreTest extends ReportStoreContract {

  @Override
  protected CosmosReportStore newStore() {
    return (CosmosReportStore) TestCosmos.stores().reports();
  }
}
