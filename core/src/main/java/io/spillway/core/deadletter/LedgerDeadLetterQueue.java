package io.spillway.core.deadletter;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.Health;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.DeadLetterLedger;
import io.spillway.ports.deadletter.DeadLetterQueue;

/** Dead-letter queue that adds dead letters to the ledger synchronously. */
public final class LedgerDeadLetterQueue implements DeadLetterQueue {

  private final DeadLetterLedger ledger;
  private final DeadLetterEntering entries;

  /**
   * Creates the queue of a ledger.
   *
   * @param ledger the ledger
   */
  public LedgerDeadLetterQueue(DeadLetterLedger ledger) {
    this.ledger = requireNonNull(ledger, "ledger");
    this.entries = new DeadLetterEntering(ledger);
  }

  @Override
  public void enqueue(DeadLetter letter) {
    entries.add(letter);
  }

  @Override
  public Health health() {
    return ledger.health();
  }
}
