package io.spillway.adapters.azure.cosmos;

import io.spillway.ports.message.MessageStore;
import io.spillway.testkit.message.MessageStoreContract;

/** The contract on the test server. */
class CosmosMessageStoreTest extends MessageStoreContract {

  @Override
  protected MessageStore newStore() {
    return TestCosmos.STORES.messages();
  }
}
