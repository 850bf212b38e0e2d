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
import io.spillway.ports.event.ActivityReport;
import io.spillway.ports.event.EventIdentifiers;
import io.spillway.ports.queue.Payload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** State transitions of a dead letter in the ledger. Pure functions. */
final class DeadLetterTransitions {

  private static final String DRAIN = InputCheck.SYSTEM_PREFIX + "drain";

  private DeadLetterTransitions() {}

  /** Creates the entry of a new dead letter. */
  static LedgerEntry newEntry(DeadLetter letter) {
    DeadLetterAuditEntry step =
        new DeadLetterAuditEntry(letter.deadLetteredAt(), DRAIN, Action.BURIED, "");
    return new LedgerEntry(letter, OPEN, null, null, List.of(step));
  }

  /**
   * Returns whether a dead letter is the next generation of an entry that is being redriven. A
   * generation from any other source is ignored, so a forged one cannot change an entry that is
   * open, discarded or redriven.
   */
  static boolean isNextGeneration(LedgerEntry entry, DeadLetter letter) {
    return entry.state() == REDRIVING && letter.generation() == entry.letter().generation() + 1;
  }

  /** Reopens an entry that failed again; the new failure replaces the previous one. */
  static LedgerEntry reopen(LedgerEntry entry, DeadLetter letter) {
    // The entry has the whole payload with which it was redriven; the queue may have truncated it.
    DeadLetter whole =
        letter.withPayload(entry.letter().arrival().payload()).toBuilder()
            .workflow(letter.workflowId(), withDoneBefore(entry.letter(), letter))
            .build();
    String note = "generation " + letter.generation() + ": " + letter.failure().code();
    DeadLetterAuditEntry step =
        new DeadLetterAuditEntry(letter.deadLetteredAt(), DRAIN, Action.FAILED_AGAIN, note);
    return new LedgerEntry(
        whole, OPEN, entry.original(), entry.redriveId(), append(entry.audit(), step));
  }

  /** A redrive runs the failed activities only, so its reports lack those done before. */
  private static List<ActivityReport> withDoneBefore(DeadLetter before, DeadLetter letter) {
    Map<String, ActivityReport> reports = new LinkedHashMap<>();
    before.activities().stream()
        .filter(ActivityReport::isDone)
        .forEach(report -> reports.put(report.activity(), report));
    letter.activities().forEach(report -> reports.putIfAbsent(report.activity(), report));
    return List.copyOf(reports.values());
  }

  /**
   * Replaces the payload. An event that never had a workflow is from then on the one that the
   * payload names.
   */
  static LedgerEntry edit(
      LedgerEntry entry,
      Payload payload,
      EventIdentifiers event,
      Instant at,
      String who,
      String why) {
    DeadLetter edited = entry.letter().withPayload(payload);
    Payload original =
        entry.original() == null ? entry.letter().arrival().payload() : entry.original();
    return new LedgerEntry(
        edited.workflowId() == null ? edited.withEvent(event) : edited,
        OPEN,
        original,
        entry.redriveId(),
        append(entry.audit(), new DeadLetterAuditEntry(at, who, Action.EDITED, why)));
  }

  static LedgerEntry discard(LedgerEntry entry, Instant at, String who, String why) {
    return withState(DISCARDED, entry, new DeadLetterAuditEntry(at, who, Action.DISCARDED, why));
  }

  static LedgerEntry restore(LedgerEntry entry, Instant at, String who, String why) {
    return withState(OPEN, entry, new DeadLetterAuditEntry(at, who, Action.RESTORED, why));
  }

  static LedgerEntry beginRedrive(
      LedgerEntry entry, String redriveId, Instant at, String who, String why) {
    DeadLetterAuditEntry step = new DeadLetterAuditEntry(at, who, Action.REDRIVE_BEGUN, why);
    return new LedgerEntry(
        entry.letter(), REDRIVING, entry.original(), redriveId, append(entry.audit(), step));
  }

  static LedgerEntry succeed(LedgerEntry entry, Instant at) {
    String note = "generation " + (entry.letter().generation() + 1);
    return withState(
        REDRIVEN,
        entry,
        new DeadLetterAuditEntry(at, InputCheck.SYSTEM_PREFIX + "redrive", Action.SUCCEEDED, note));
  }

  /** Reopens an entry whose payload was readable when its redrive began, and no longer is. */
  static LedgerEntry reopenUnreadable(LedgerEntry entry, Instant at) {
    String who = InputCheck.SYSTEM_PREFIX + "redrive";
    return withState(
        OPEN,
        entry,
        new DeadLetterAuditEntry(at, who, Action.FAILED_AGAIN, "payload is unreadable"));
  }

  /** Returns the reason why an entry's state does not allow an action; empty if it does. */
  static Optional<String> obstacle(
      LedgerEntry entry, DeadLetterState needed, String action, int freeEntries) {
    if (entry.state() != needed) {
      return Optional.of(
          "Only %s dead letters can be %s; this one is %s"
              .formatted(name(needed), action, name(entry.state())));
    }
    return hasFreeEntries(entry, freeEntries)
        ? Optional.empty()
        : Optional.of("Audit trail is full (" + LedgerEntry.MAX_AUDIT_STEPS + " entries)");
  }

  /** Returns whether the audit trail of an entry has capacity for more entries. */
  static boolean hasFreeEntries(LedgerEntry entry, int freeEntries) {
    return entry.audit().size() + freeEntries <= LedgerEntry.MAX_AUDIT_STEPS;
  }

  private static String name(DeadLetterState state) {
    return state == REDRIVING ? "being redriven" : state.name().toLowerCase(Locale.ROOT);
  }

  private static LedgerEntry withState(
      DeadLetterState state, LedgerEntry entry, DeadLetterAuditEntry step) {
    return new LedgerEntry(
        entry.letter(), state, entry.original(), entry.redriveId(), append(entry.audit(), step));
  }

  private static List<DeadLetterAuditEntry> append(
      List<DeadLetterAuditEntry> audit, DeadLetterAuditEntry step) {
    List<DeadLetterAuditEntry> more = new ArrayList<>(audit);
    more.add(step);
    return more;
  }

  /** Returns whether a redrive is the one that processes, or last processed, an entry. */
  static boolean isProcessedBy(@Nullable String redriveId, LedgerEntry entry) {
    return Objects.equals(redriveId, entry.redriveId());
  }
}
