package io.spillway.core.erasure;

import io.spillway.core.InputCheck;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Replacement;
import io.spillway.ports.Versioned;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.DeadLetterAuditEntry;
import io.spillway.ports.deadletter.DeadLetterFilter;
import io.spillway.ports.deadletter.DeadLetterLedger;
import io.spillway.ports.deadletter.DeadLetterState;
import io.spillway.ports.deadletter.LedgerEntry;
import io.spillway.ports.event.WorkflowRequest;
import io.spillway.ports.queue.Payload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Dead letters with an author's name in their payload. The name is replaced in the payload, and the
 * histories of the letter's workflows are purged; its other evidence is kept. There is no index of
 * the names in payloads, so every dead letter is read.
 */
final class LetterErasure {

  private static final String WHO = InputCheck.SYSTEM_PREFIX + "erasure";

  private final DeadLetterLedger ledger;

  LetterErasure(DeadLetterLedger ledger) {
    this.ledger = ledger;
  }

  /** Returns the dead letters of a page of the ledger that name an author. */
  Page<Versioned<LedgerEntry>> naming(String author, @Nullable String streamId, PageRequest page) {
    NameInPayload name = new NameInPayload(author);
    Page<Versioned<LedgerEntry>> found =
        ledger.list(DeadLetterFilter.all().inStream(streamId), page);
    return new Page<>(
        found.items().stream().filter(entry -> isNamed(name, entry.value())).toList(),
        found.nextCursor());
  }

  /** Erases the name from one dead letter; one that is being redriven is left for a later pass. */
  void erase(Versioned<LedgerEntry> found, ErasurePiece piece) {
    LedgerEntry entry = found.value();
    if (!piece.covers(entry.letter().arrival().insertedAt())) {
      return;
    }
    if (entry.state() == DeadLetterState.REDRIVING) {
      piece.leave();
    } else if (purgeHistories(entry.letter(), piece)) {
      replace(found, piece);
    }
  }

  private void replace(Versioned<LedgerEntry> found, ErasurePiece piece) {
    LedgerEntry next =
        withoutName(found.value(), new NameInPayload(piece.author()), piece.job().requestedAt());
    try {
      boolean isReplaced =
          ledger.replace(next, found.version()) instanceof Replacement.Replaced<LedgerEntry>;
      piece.count("deadLetters", isReplaced);
      if (!isReplaced) {
        piece.leave();
      }
    } catch (NoSuchElementException expired) {
      // There is nothing left to erase.
    }
  }

  private static boolean isNamed(NameInPayload name, LedgerEntry entry) {
    return name.isIn(entry.letter().arrival().payload())
        || (entry.original() != null && name.isIn(entry.original()));
  }

  private static LedgerEntry withoutName(LedgerEntry entry, NameInPayload name, Instant at) {
    DeadLetter letter = entry.letter();
    Payload payload = name.removedFrom(letter.arrival().payload());
    Payload original = entry.original() == null ? null : name.removedFrom(entry.original());
    List<DeadLetterAuditEntry> audit = new ArrayList<>(entry.audit());
    if (audit.size() < LedgerEntry.MAX_AUDIT_STEPS) {
      Instant last = entry.lastStep().at();
      audit.add(
          new DeadLetterAuditEntry(
              at.isBefore(last) ? last : at, WHO, DeadLetterAuditEntry.Action.EDITED, ""));
    }
    DeadLetter rewritten =
        letter.toBuilder().arrival(letter.arrival().withPayload(payload)).build();
    return new LedgerEntry(
        rewritten, entry.state(), original, entry.redriveId(), entry.retry(), audit);
  }

  private static boolean purgeHistories(DeadLetter letter, ErasurePiece piece) {
    boolean ended = true;
    // A successful redrive leaves the generation of the letter as it was.
    for (int generation = 0; generation <= letter.generation() + 1; generation++) {
      String workflow = workflowId(letter, generation).orElse(null);
      ended &= workflow == null || piece.purge(workflow);
    }
    return ended;
  }

  private static Optional<String> workflowId(DeadLetter letter, int generation) {
    String event = letter.eventKey();
    if (event != null && letter.id().equals(WorkflowRequest.letterId(letter.streamId(), event))) {
      return Optional.of(WorkflowRequest.workflowId(letter.streamId(), event, generation));
    }
    return generation == 0
        ? Optional.ofNullable(letter.workflowId())
        : Optional.of(WorkflowRequest.workflowIdOfLetter(letter.id(), generation));
  }
}
