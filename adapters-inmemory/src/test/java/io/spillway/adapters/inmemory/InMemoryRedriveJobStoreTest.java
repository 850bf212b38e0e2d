package io.spillway.adapters.inmemory;

import io.spillway.ports.deadletter.RedriveJobStore;
import io.spillway.testkit.deadletter.RedriveJobStoreContract;
import java.util.Optional;

class InMemoryRedriveJobStoreTest extends RedriveJobStoreContract {

  @Override
  protected RedriveJobStore newStore() {
    return new InMemoryRedriveJobStore();
  }

  @Override
  protected Optional<RedriveJobStore> newStoreOfAtMost(int max) {
    return Optional.of(new InMemoryRedriveJobStore(max));
  }
}
