package io.spillway.core.deadletter;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.Health;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.DeadLetterLedger;
import io.spillway.ports.deadletter.DeadLetterQueue;

/** Dead-letter queue without a queue: letters are entered into the ledger at once. */
public final class LedgerDeadLetterQueue implements DeadLetterQueue {

  private final DeadLetterLedger ledger;
  private final DeadLetterEntering filing;

  /**
   * A way into one ledger.
   *
   * @param ledger the ledger
   */
  public LedgerDeadLetterQueue(DeadLetterLedger ledger) {
    this.ledger = requireNonNull(ledger, "ledger");
    this.filing = new DeadLetterEntering(ledger);
  }

  @Override
  public void enqueue(DeadLetter letter) {
    filing.file(letter);
  }

  @Override
  public Health health() {
    return ledger.health();
  }
}
