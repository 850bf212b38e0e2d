package io.spillway.adapters.inmemory;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.ports.violation.PendingEffect;
import io.spillway.ports.violation.ViolationStore;
import io.spillway.testkit.violation.ViolationStoreContract;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InMemoryViolationStoreTest extends ViolationStoreContract {

  @Override
  protected ViolationStore newStore() {
    return new InMemoryViolationStore();
  }

  @Override
  protected Optional<ViolationStore> newStoreOfAtMost(int max) {
    return Optional.of(new InMemoryViolationStore(max));
  }

  @Test
  void a_limit_out_of_range_is_rejected() {
    for (int limit : new int[] {-1, 0, 201}) {
      assertThatThrownBy(
              () -> newStore().pendingEffects(Set.of(PendingEffect.RELEASE), null, limit))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("limit");
    }
  }
}
