package io.spillway.adapters.inmemory;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.ports.Retention;
import io.spillway.ports.violation.ViolationStore;
import io.spillway.testkit.SettableClock;
import io.spillway.testkit.violation.ViolationStoreContract;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InMemoryViolationStoreTest extends ViolationStoreContract {

  private final SettableClock clock = new SettableClock();

  @Override
  protected ViolationStore newStore() {
    return new InMemoryViolationStore(Retention.STANDARD, clock);
  }

  @Override
  protected Optional<Expiry> expiry() {
    return Optional.of(new Expiry(Retention.STANDARD.violations(), clock));
  }

  @Override
  protected Optional<ViolationStore> newStoreOfAtMost(int max) {
    return Optional.of(new InMemoryViolationStore(max));
  }

  @Test
  void a_limit_out_of_range_is_refused() {
    for (int limit : new int[] {-1, 0, 201}) {
      assertThatThrownBy(() -> newStore().owing(limit))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("limit");
    }
  }
}
