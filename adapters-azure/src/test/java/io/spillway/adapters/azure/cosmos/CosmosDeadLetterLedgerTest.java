package io.spillway.adapters.azure.cosmos;

import io.spillway.testkit.deadletter.DeadLetterLedgerContract;

/** Contract test on the test server. */
class CosmosDeadLetterLedgerTest extends DeadLetterLedgerContract {

  @Override
  protected CosmosDeadLetterLedger newLedger() {
    return (CosmosDeadLetterLedger) TestCosmos.stores().deadLetters();
  }
}
