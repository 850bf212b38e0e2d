package io.spillway.adapters.azure.cosmos;

import io.spillway.testkit.deadletter.GroupNoteStoreContract;

/** Contract test on the test server. */
class CosmosGroupNoteStoreTest extends GroupNoteStoreContract {

  @Override
  protected CosmosGroupNoteStore newStore() {
    return (CosmosGroupNoteStore) TestCosmos.stores().groupNotes();
  }
}
