package io.spillway.adapters.inmemory;

import io.spillway.ports.deadletter.DeadLetterLedger;
import io.spillway.testkit.deadletter.DeadLetterLedgerContract;
import java.util.Optional;

class InMemoryDeadLetterLedgerTest extends DeadLetterLedgerContract {

  @Override
  protected DeadLetterLedger newLedger() {
    return new InMemoryDeadLetterLedger();
  }

  @Override
  protected Optional<DeadLetterLedger> newLedgerOfAtMost(int max) {
    return Optional.of(new InMemoryDeadLetterLedger(max));
  }
}
