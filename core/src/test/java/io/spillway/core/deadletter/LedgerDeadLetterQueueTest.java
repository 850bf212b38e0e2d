package io.spillway.core.deadletter;

import io.spillway.DelayedRetryPolicy;
import io.spillway.adapters.inmemory.InMemoryDeadLetterLedger;
import io.spillway.ports.PageRequest;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.DeadLetterFilter;
import io.spillway.ports.deadletter.DeadLetterLedger;
import io.spillway.ports.deadletter.DeadLetterQueue;
import io.spillway.ports.telemetry.Telemetry;
import io.spillway.testkit.deadletter.DeadLetterQueueContract;
import java.util.List;

class LedgerDeadLetterQueueTest extends DeadLetterQueueContract {

  private DeadLetterLedger ledger = new InMemoryDeadLetterLedger();

  @Override
  protected DeadLetterQueue newQueue() {
    ledger = new InMemoryDeadLetterLedger();
    return new LedgerDeadLetterQueue(ledger, DelayedRetryPolicy.OFF, Telemetry.NONE);
  }

  @Override
  protected List<DeadLetter> enqueued() {
    return ledger
        .list(DeadLetterFilter.all(), PageRequest.first(PageRequest.MAX_LIMIT))
        .map(entry -> entry.value().letter())
        .items();
  }
}
