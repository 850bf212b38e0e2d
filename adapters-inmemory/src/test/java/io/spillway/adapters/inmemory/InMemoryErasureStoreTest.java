package io.spillway.adapters.inmemory;

import io.spillway.ports.erasure.ErasureStore;
import io.spillway.testkit.erasure.ErasureStoreContract;
import java.util.Optional;

class InMemoryErasureStoreTest extends ErasureStoreContract {

  @Override
  protected ErasureStore newStore() {
    return new InMemoryErasureStore();
  }

  @Override
  protected Optional<ErasureStore> newStoreOfAtMost(int max) {
    return Optional.of(new InMemoryErasureStore(max));
  }
}
