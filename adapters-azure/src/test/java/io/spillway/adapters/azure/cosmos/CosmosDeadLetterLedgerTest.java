package io.spillway.adapters.azure.cosmos;

import io.spillway.ports.deadletter.DeadLetterLedger;
import io.spillway.testkit.deadletter.DeadLetterLedgerContract;

/** The contract on the test server. */
class CosmosDeadLetterLedgerTest extends DeadLetterLedgerContract {

  @Override
  protected DeadLetterLedger newLedger() {
    return TestCosmos.STORES.deadLetters();
  }
}
