package io.spillway.core.deadletter;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.Failure;
import io.spillway.ports.PortException;
import io.spillway.ports.Replacement;
import io.spillway.ports.Versioned;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.DeadLetterLedger;
import io.spillway.ports.deadletter.LedgerEntry;

/** Adds dead letters to the ledger. */
record DeadLetterEntering(DeadLetterLedger ledger) {

  private static final int MOST_TRIES = 10;

  DeadLetterEntering {
    requireNonNull(ledger, "ledger");
  }

  /** Adds a new dead letter, or the next generation of one; a no-op for any other delivery. */
  void add(DeadLetter letter) {
    Versioned<LedgerEntry> current = ledger.add(DeadLetterTransitions.newEntry(letter));
    for (int tried = 0; DeadLetterTransitions.isNextGeneration(current.value(), letter); tried++) {
      if (tried == MOST_TRIES) {
        String message = "too many concurrent changes of the dead letter";
        throw new PortException(Failure.transientFailure("dead-letters.contended", message));
      }
      LedgerEntry next = DeadLetterTransitions.reopen(current.value(), letter);
      Replacement<LedgerEntry> result = ledger.replace(next, current.version());
      current =
          result instanceof Replacement.Replaced<LedgerEntry> replaced
              ? replaced.stored()
              : ((Replacement.Stale<LedgerEntry>) result).current();
    }
  }
}
