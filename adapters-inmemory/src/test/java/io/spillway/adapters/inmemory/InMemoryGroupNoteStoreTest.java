package io.spillway.adapters.inmemory;

import io.spillway.ports.deadletter.GroupNoteStore;
import io.spillway.testkit.deadletter.GroupNoteStoreContract;

class InMemoryGroupNoteStoreTest extends GroupNoteStoreContract {

  @Override
  protected GroupNoteStore newStore() {
    return new InMemoryGroupNoteStore();
  }
}
