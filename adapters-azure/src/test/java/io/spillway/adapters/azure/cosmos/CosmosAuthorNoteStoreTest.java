package io.spillway.adapters.azure.cosmos;

import io.spillway.testkit.author.AuthorNoteStoreContract;

/** Contract test on the test server. */
class CosmosAuthorNoteStoreTest extends AuthorNoteStoreContract {

  @Override
  protected CosmosAuthorNoteStore newStore() {
    return (CosmosAuthorNoteStore) TestCosmos.stores().authorNotes();
  }
}
