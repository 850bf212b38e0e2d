package io.spillway.adapters.azure.cosmos;

import io.spillway.testkit.message.MessageStoreContract;

/** The contract on the test server. */
class CosmosMessageStoreTest extends MessageStoreContract {

  @Override
  protected CosmosMessageStore newStore() {
    return (CosmosMessageStore) TestCosmos.STORES.messages();
  }
}
