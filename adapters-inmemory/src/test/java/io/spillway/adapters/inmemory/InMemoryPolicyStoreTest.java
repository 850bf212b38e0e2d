package io.spillway.adapters.inmemory;

import io.spillway.ports.policy.PolicyStore;
import io.spillway.testkit.policy.PolicyStoreContract;
import java.util.Optional;

class InMemoryPolicyStoreTest extends PolicyStoreContract {

  @Override
  protected PolicyStore newStore() {
    return new InMemoryPolicyStore();
  }

  @Override
  protected Optional<PolicyStore> newStoreOfAtMost(int max) {
    return Optional.of(new InMemoryPolicyStore(max));
  }
}
