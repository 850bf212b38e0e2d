package io.spillway.core.deadletter;

import static java.util.Objects.requireNonNull;

import io.spillway.DelayedRetryPolicy;
import io.spillway.ports.Failure;
import io.spillway.ports.PortException;
import io.spillway.ports.Replacement;
import io.spillway.ports.Versioned;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.DeadLetterLedger;
import io.spillway.ports.deadletter.LedgerEntry;
import io.spillway.ports.telemetry.Outcome;
import io.spillway.ports.telemetry.Telemetry;

/** Adds dead letters to the ledger. */
record DeadLetterEntering(
    DeadLetterLedger ledger, DelayedRetryPolicy retries, Telemetry telemetry) {

  private static final int MOST_TRIES = 10;

  DeadLetterEntering {
    requireNonNull(ledger, "ledger");
    requireNonNull(retries, "retries");
  }

  /** Adds a new dead letter, or the next generation of one; a no-op for any other delivery. */
  void add(DeadLetter letter) {
    Versioned<LedgerEntry> current = ledger.add(DeadLetterTransitions.newEntry(letter, retries));
    for (int tried = 0; DeadLetterTransitions.isNextGeneration(current.value(), letter); tried++) {
      if (tried == MOST_TRIES) {
        String message = "too many concurrent changes of the dead letter";
        throw new PortException(Failure.transientFailure("dead-letters.contended", message));
      }
      LedgerEntry next = DeadLetterTransitions.reopen(current.value(), letter, retries);
      Replacement<LedgerEntry> result = ledger.replace(next, current.version());
      current =
          result instanceof Replacement.Replaced<LedgerEntry> replaced
              ? report(current.value(), replaced.stored())
              : ((Replacement.Stale<LedgerEntry>) result).current();
    }
  }

  /** Reports the end of automatic retries, of which the queue's observer learned as deferred. */
  private Versioned<LedgerEntry> report(LedgerEntry before, Versioned<LedgerEntry> after) {
    DeadLetter letter = after.value().letter();
    if (before.retry() != null && after.value().retry() == null && retries.first(letter) != null) {
      telemetry.note(ObservedDeadLetterQueue.outcome(Outcome.Kind.EVENT_BURIED, letter));
    }
    return after;
  }
}
