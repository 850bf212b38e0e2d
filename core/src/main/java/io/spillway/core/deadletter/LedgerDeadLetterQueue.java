package io.spillway.core.deadletter;

import static java.util.Objects.requireNonNull;

import io.spillway.DelayedRetryPolicy;
import io.spillway.ports.Health;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.DeadLetterLedger;
import io.spillway.ports.deadletter.DeadLetterQueue;
import io.spillway.ports.telemetry.Telemetry;

/** Dead-letter queue that adds dead letters to the ledger synchronously. */
public final class LedgerDeadLetterQueue implements DeadLetterQueue {

  private final DeadLetterLedger ledger;
  private final DeadLetterEntering entries;

  /**
   * Creates the queue of a ledger.
   *
   * @param ledger the ledger
   * @param retries the policy of automatic retries
   * @param telemetry the receiver of events whose automatic retries ended
   */
  public LedgerDeadLetterQueue(
      DeadLetterLedger ledger, DelayedRetryPolicy retries, Telemetry telemetry) {
    this.ledger = requireNonNull(ledger, "ledger");
    this.entries = new DeadLetterEntering(ledger, retries, telemetry);
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
