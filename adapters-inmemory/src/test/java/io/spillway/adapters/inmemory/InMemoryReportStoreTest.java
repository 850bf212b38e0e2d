package io.spillway.adapters.inmemory;

import io.spillway.ports.report.ReportStore;
import io.spillway.testkit.report.ReportStoreContract;

class InMemoryReportStoreTest extends ReportStoreContract {

  @Override
  protected ReportStore newStore() {
    return new InMemoryReportStore();
  }
}
