package io.spillway.core.deadletter;

import static io.spillway.ports.deadletter.DeadLetterState.DISCARDED;
import static io.spillway.ports.deadletter.DeadLetterState.OPEN;
import static io.spillway.ports.deadletter.DeadLetterState.REDRIVEN;
import static io.spillway.ports.deadletter.DeadLetterState.REDRIVING;
import static io.spillway.ports.deadletter.DeadLetterState.WAITING;

import io.spillway.DelayedRetryPolicy;
import io.spillway.core.InputCheck;
import io.spillway.ports.Failure;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.DeadLetterAuditEntry;
import io.spillway.ports.deadletter.DeadLetterAuditEntry.Action;
import io.spillway.ports.deadletter.DeadLetterState;
import io.spillway.ports.deadletter.LedgerEntry;
import io.spillway.ports.deadletter.PendingRetry;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** State transitions of a dead letter in the ledger. Pure functions. */
final class DeadLetterTransitions {

  private static final String DRAIN = InputCheck.SYSTEM_PREFIX + "drain";
  private static final String REDRIVE = InputCheck.SYSTEM_PREFIX + "redrive";
  static final String RETRY = InputCheck.SYSTEM_PREFIX + "retry";

  private DeadLetterTransitions() {}

  /** Creates the entry of a new dead letter, which is open or waits for an automatic retry. */
  static LedgerEntry newEntry(DeadLetter letter, DelayedRetryPolicy policy) {
    DeadLetterAuditEntry step =
        new DeadLetterAuditEntry(letter.deadLetteredAt(), DRAIN, Action.BURIED, "");
    return newEntry(letter, null, null, policy.first(letter), List.of(step));
  }

  private static LedgerEntry newEntry(
      DeadLetter letter,
      @Nullable Payload original,
      @Nullable String redriveId,
      @Nullable PendingRetry retry,
      List<DeadLetterAuditEntry> audit) {
    DeadLetterState state = retry == null ? OPEN : WAITING;
    return new LedgerEntry(letter, state, original, redriveId, retry, audit);
  }

  /**
   * Returns whether a dead letter is the next generation of an entry that is being redriven. A
   * generation from any other source is ignored, so a forged one cannot change an entry that is
   * open, discarded or redriven.
   */
  static boolean isNextGeneration(LedgerEntry entry, DeadLetter letter) {
    return entry.state() == REDRIVING && letter.generation() == entry.letter().generation() + 1;
  }

  /**
   * Returns an entry that failed again, open or waiting for an automatic retry; the new failure
   * replaces the previous one.
   */
  static LedgerEntry reopen(LedgerEntry entry, DeadLetter letter, DelayedRetryPolicy policy) {
    // The entry has the whole payload with which it was redriven; the queue may have truncated it.
    DeadLetter whole =
        letter.withPayload(entry.letter().arrival().payload()).toBuilder()
            .workflow(letter.workflowId(), withDoneBefore(entry.letter(), letter))
            .build();
    PendingRetry before = entry.retry();
    PendingRetry next = before == null ? policy.first(whole) : policy.next(whole, before);
    return newEntry(
        whole, entry.original(), entry.redriveId(), next, auditAfterFailure(entry, letter, next));
  }

  /** An automatic retry is in the audit trail only if it is the last one. */
  private static List<DeadLetterAuditEntry> auditAfterFailure(
      LedgerEntry entry, DeadLetter letter, @Nullable PendingRetry next) {
    PendingRetry before = entry.retry();
    if (before == null) {
      String note = "generation " + letter.generation() + ": " + letter.failure().code();
      return append(
          entry.audit(),
          new DeadLetterAuditEntry(letter.deadLetteredAt(), DRAIN, Action.FAILED_AGAIN, note));
    }
    return next != null
        ? entry.audit()
        : append(entry.audit(), lastRetry(letter.deadLetteredAt(), letter.failure(), before));
  }

  private static DeadLetterAuditEntry lastRetry(Instant at, Failure failure, PendingRetry last) {
    String note = "%d automatic retries: %s".formatted(last.retries() + 1, failure.code());
    return new DeadLetterAuditEntry(at, RETRY, Action.RETRIES_STOPPED, note);
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
      LedgerEntry entry, Payload payload, EventIdentifiers event, Signature by) {
    DeadLetter edited = entry.letter().withPayload(payload);
    Payload original =
        entry.original() == null ? entry.letter().arrival().payload() : entry.original();
    return new LedgerEntry(
        edited.workflowId() == null ? edited.withEvent(event) : edited,
        entry.state(),
        original,
        entry.redriveId(),
        entry.retry(),
        append(entry.audit(), by.entry(Action.EDITED)));
  }

  static LedgerEntry discard(LedgerEntry entry, Signature by) {
    return withState(DISCARDED, entry, by.entry(Action.DISCARDED));
  }

  static LedgerEntry restore(LedgerEntry entry, Signature by) {
    return withState(OPEN, entry, by.entry(Action.RESTORED));
  }

  static LedgerEntry beginRedrive(LedgerEntry entry, Signature by) {
    return new LedgerEntry(
        entry.letter(),
        REDRIVING,
        entry.original(),
        by.jobId(),
        null,
        append(entry.audit(), by.entry(Action.REDRIVE_BEGUN)));
  }

  /** Begins an automatic retry; another process can continue it after the lease. */
  static LedgerEntry beginRetry(LedgerEntry entry, Instant leasedUntil) {
    return new LedgerEntry(
        entry.letter(),
        REDRIVING,
        entry.original(),
        entry.redriveId(),
        requireRetry(entry).at(leasedUntil),
        entry.audit());
  }

  static PendingRetry requireRetry(LedgerEntry entry) {
    return Objects.requireNonNull(entry.retry(), "retry");
  }

  /** Ends the automatic retries of an entry, which becomes open. */
  static LedgerEntry stopRetries(LedgerEntry entry, Signature by) {
    return withState(OPEN, entry, by.entry(Action.RETRIES_STOPPED));
  }

  static LedgerEntry succeed(LedgerEntry entry, Instant at) {
    PendingRetry retry = entry.retry();
    String generation = "generation " + (entry.letter().generation() + 1);
    String note = retry == null ? generation : "automatic retry " + (retry.retries() + 1);
    return withState(
        REDRIVEN,
        entry,
        new DeadLetterAuditEntry(at, retry == null ? REDRIVE : RETRY, Action.SUCCEEDED, note));
  }

  /** Reopens an entry whose payload was readable when its redrive began, and no longer is. */
  static LedgerEntry reopenUnreadable(LedgerEntry entry, Instant at) {
    return withState(
        OPEN,
        entry,
        new DeadLetterAuditEntry(at, REDRIVE, Action.FAILED_AGAIN, "payload is unreadable"));
  }

  /** Returns the reason why an entry's state does not allow an action; empty if it does. */
  static Optional<String> obstacle(
      LedgerEntry entry, List<DeadLetterState> allowed, String action, int freeEntries) {
    if (!allowed.contains(entry.state())) {
      String states =
          allowed.stream().map(DeadLetterTransitions::name).collect(Collectors.joining(" and "));
      return Optional.of(
          "Only %s dead letters can be %s; this one is %s"
              .formatted(states, action, name(entry.state())));
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
        entry.letter(),
        state,
        entry.original(),
        entry.redriveId(),
        null,
        append(entry.audit(), step));
  }

  private static List<DeadLetterAuditEntry> append(
      List<DeadLetterAuditEntry> audit, DeadLetterAuditEntry step) {
    List<DeadLetterAuditEntry> more = new ArrayList<>(audit);
    more.add(step);
    return more;
  }

  /** Returns whether an order has changed an entry; a later change leaves that as it is. */
  static boolean isChangedBy(String jobId, LedgerEntry entry) {
    return entry.audit().stream().anyMatch(step -> jobId.equals(step.jobId()));
  }

  /** Returns whether an automatic retry succeeded, after a redrive that failed. */
  static boolean isDoneByRetry(LedgerEntry entry) {
    return entry.lastStep().who().equals(RETRY);
  }

  /** Returns whether a redrive is the one that processes, or last processed, an entry. */
  static boolean isProcessedBy(@Nullable String redriveId, LedgerEntry entry) {
    return Objects.equals(redriveId, entry.redriveId());
  }
}
