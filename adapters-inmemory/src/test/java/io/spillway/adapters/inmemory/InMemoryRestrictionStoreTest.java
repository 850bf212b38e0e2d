package io.spillway.adapters.inmemory;

import io.spillway.ports.author.RestrictionStore;
import io.spillway.testkit.author.RestrictionStoreContract;

class InMemoryRestrictionStoreTest extends RestrictionStoreContract {

  @Override
  protected RestrictionStore newStore() {
    return new InMemoryRestrictionStore();
  }
}
