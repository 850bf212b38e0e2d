package io.spillway.core.deadletter;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.Failure;
import io.spillway.ports.PortException;
import io.spillway.ports.Replacement;
import io.spillway.ports.Versioned;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.DeadLetterLedger;
import io.spillway.ports.deadletter.LedgerEntry;

/** Enters dead letters into the ledger. */
record DeadLetterEntering(DeadLetterLedger ledger) {

  private static final int MOST_TRIES = 10;

  DeadLetterEntering {
    requireNonNull(ledger, "ledger");
  }

  /** A letter that is new, or that failed again; any other delivery changes nothing. */
  void file(DeadLetter letter) {
    Versioned<LedgerEntry> standing = ledger.add(DeadLetterTransitions.enqueued(letter));
    for (int tried = 0; DeadLetterTransitions.isNews(standing.value(), letter); tried++) {
      if (tried == MOST_TRIES) {
        String message = "others keep changing the letter";
        throw new PortException(Failure.transientFailure("dead-letters.contended", message));
      }
      LedgerEntry next = DeadLetterTransitions.cameBack(standing.value(), letter);
      Replacement<LedgerEntry> result = ledger.replace(next, standing.version());
      standing =
          result instanceof Replacement.Replaced<LedgerEntry> replaced
              ? replaced.stored()
              : ((Replacement.Stale<LedgerEntry>) result).current();
    }
  }
}
