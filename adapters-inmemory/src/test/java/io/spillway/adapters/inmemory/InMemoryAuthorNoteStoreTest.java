package io.spillway.adapters.inmemory;

import io.spillway.ports.author.AuthorNoteStore;
import io.spillway.testkit.author.AuthorNoteStoreContract;

class InMemoryAuthorNoteStoreTest extends AuthorNoteStoreContract {

  @Override
  protected AuthorNoteStore newStore() {
    return new InMemoryAuthorNoteStore();
  }
}
