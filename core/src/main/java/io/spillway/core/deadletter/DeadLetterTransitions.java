package io.spillway.core.deadletter;

import static io.spillway.ports.deadletter.DeadLetterState.DISCARDED;
import static io.spillway.ports.deadletter.DeadLetterState.OPEN;
import static io.spillway.ports.deadletter.DeadLetterState.REDRIVEN;
import static io.spillway.ports.deadletter.DeadLetterState.REDRIVING;

import io.spillway.core.InputCheck;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.DeadLetterAuditEntry;
import io.spillway.ports.deadletter.DeadLetterAuditEntry.Action;
import io.spillway.ports.deadletter.DeadLetterState;
import io.spillway.ports.deadletter.LedgerEntry;
import io.spillway.ports.queue.Payload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The steps that a letter in the ledger can take. Pure. */
final class DeadLetterTransitions {

  private static final String DRAIN = InputCheck.SYSTEM_PREFIX + "drain";

  private DeadLetterTransitions() {}

  /** A letter that was never seen. */
  static LedgerEntry enqueued(DeadLetter letter) {
    DeadLetterAuditEntry step =
        new DeadLetterAuditEntry(letter.deadLetteredAt(), DRAIN, Action.BURIED, "");
    return new LedgerEntry(letter, OPEN, null, null, List.of(step));
  }

  /**
   * Whether a letter tells of a failure that its entry does not know: the next generation, while it
   * is being redriven. Nothing else makes a generation, and whoever writes one by hand changes
   * nothing that is open, discarded or done.
   */
  static boolean isNews(LedgerEntry entry, DeadLetter letter) {
    return entry.state() == REDRIVING && letter.generation() == entry.letter().generation() + 1;
  }

  /** A letter that was redriven and failed again: what it failed with replaces what was there. */
  static LedgerEntry cameBack(LedgerEntry entry, DeadLetter letter) {
    // It was redriven with this payload, and may have been cut on its way back.
    DeadLetter whole = letter.withPayload(entry.letter().arrival().payload());
    String note = "generation " + letter.generation() + ": " + letter.failure().code();
    DeadLetterAuditEntry step =
        new DeadLetterAuditEntry(letter.deadLetteredAt(), DRAIN, Action.FAILED_AGAIN, note);
    return new LedgerEntry(
        whole, OPEN, entry.original(), entry.redriveId(), and(entry.audit(), step));
  }

  static LedgerEntry edited(
      LedgerEntry entry, Payload payload, Instant at, String who, String why) {
    Payload original =
        entry.original() == null ? entry.letter().arrival().payload() : entry.original();
    return new LedgerEntry(
        entry.letter().withPayload(payload),
        OPEN,
        original,
        entry.redriveId(),
        and(entry.audit(), new DeadLetterAuditEntry(at, who, Action.EDITED, why)));
  }

  static LedgerEntry discarded(LedgerEntry entry, Instant at, String who, String why) {
    return to(DISCARDED, entry, new DeadLetterAuditEntry(at, who, Action.DISCARDED, why));
  }

  static LedgerEntry restored(LedgerEntry entry, Instant at, String who, String why) {
    return to(OPEN, entry, new DeadLetterAuditEntry(at, who, Action.RESTORED, why));
  }

  static LedgerEntry begun(
      LedgerEntry entry, String redriveId, Instant at, String who, String why) {
    DeadLetterAuditEntry step = new DeadLetterAuditEntry(at, who, Action.REDRIVE_BEGUN, why);
    return new LedgerEntry(
        entry.letter(), REDRIVING, entry.original(), redriveId, and(entry.audit(), step));
  }

  static LedgerEntry succeeded(LedgerEntry entry, Instant at) {
    String note = "generation " + (entry.letter().generation() + 1);
    return to(
        REDRIVEN,
        entry,
        new DeadLetterAuditEntry(at, InputCheck.SYSTEM_PREFIX + "redrive", Action.SUCCEEDED, note));
  }

  /** A letter whose payload could be read when its redrive began, and no longer can. */
  static LedgerEntry unreadable(LedgerEntry entry, Instant at) {
    String who = InputCheck.SYSTEM_PREFIX + "redrive";
    return to(
        OPEN,
        entry,
        new DeadLetterAuditEntry(at, who, Action.FAILED_AGAIN, "payload cannot be read"));
  }

  /** Why a letter cannot take a step from where it stands; empty when it can. */
  static Optional<String> obstacle(LedgerEntry entry, DeadLetterState needed, int steps) {
    if (entry.state() != needed) {
      return Optional.of("it is " + entry.state() + " and not " + needed);
    }
    return entry.audit().size() + steps > LedgerEntry.MAX_AUDIT_STEPS
        ? Optional.of("it has taken all of its " + LedgerEntry.MAX_AUDIT_STEPS + " steps")
        : Optional.empty();
  }

  private static LedgerEntry to(
      DeadLetterState state, LedgerEntry entry, DeadLetterAuditEntry step) {
    return new LedgerEntry(
        entry.letter(), state, entry.original(), entry.redriveId(), and(entry.audit(), step));
  }

  private static List<DeadLetterAuditEntry> and(
      List<DeadLetterAuditEntry> audit, DeadLetterAuditEntry step) {
    List<DeadLetterAuditEntry> more = new ArrayList<>(audit);
    more.add(step);
    return more;
  }

  /** Whether a redrive has, or had last, the letter in hand. */
  static boolean isOf(@Nullable String redriveId, LedgerEntry entry) {
    return Objects.equals(redriveId, entry.redriveId());
  }
}
