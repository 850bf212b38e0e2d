package io.spillway.core.message;

import io.spillway.core.violation.MessageVisibility;
import io.spillway.core.violation.Urgency;
import io.spillway.core.violation.ViolationReplacement;
import io.spillway.ports.PersonNames;
import io.spillway.ports.Replacement;
import io.spillway.ports.Versioned;
import io.spillway.ports.message.Message;
import io.spillway.ports.message.MessageStore;
import io.spillway.ports.moderation.Verdict;
import io.spillway.ports.telemetry.Outcome;
import io.spillway.ports.telemetry.Telemetry;
import io.spillway.ports.violation.Assignment;
import io.spillway.ports.violation.AuditEntry;
import io.spillway.ports.violation.Claim;
import io.spillway.ports.violation.PendingEffect;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationState;
import io.spillway.ports.violation.ViolationStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Withdraws published messages and turns them into violations. */
final class RetroactiveWithdrawal {

  private final ViolationStore violations;
  private final MessageVisibility enforcement;
  private final Telemetry telemetry;

  /**
   * @param telemetry the receiver of withdrawals, one for each message
   */
  RetroactiveWithdrawal(MessageStore messages, ViolationStore violations, Telemetry telemetry) {
    this.violations = violations;
    this.telemetry = telemetry;
    this.enforcement = new MessageVisibility(messages, violations);
  }

  /**
   * Withdraws a message. The violation is written first, with the withdrawal as its pending effect,
   * so that after a crash the sweep of pending effects completes it. An existing violation takes
   * precedence.
   *
   * @param steps further audit entries after the first, which names the finder; the last entry's
   *     state is the violation's
   * @return the current violation
   */
  Versioned<Violation> withdraw(
      Message message, Verdict.Flagged flagged, String finder, Instant now, AuditEntry... steps) {
    Violation late = toViolation(message, flagged, finder, now, List.of(steps));
    Versioned<Violation> added = violations.add(late);
    if (added.value().equals(late)) {
      report(Outcome.Kind.MESSAGE_WITHDRAWN, message, flagged.category().code());
    }
    if (added.value().state() == ViolationState.REPORTED) {
      return withdrawReported(added, late, message);
    }
    boolean isOurs = added.value().pendingEffect() == PendingEffect.WITHDRAW;
    boolean settles = isOurs || !added.value().withholds();
    return settles ? enforcement.settle(added) : enforcement.withhold(added);
  }

  /**
   * Withdraws a message that viewers have reported: its case takes the new verdict and steps, and
   * keeps its claim and its excluded moderators until a decision. A decision by another moderator
   * than the holder of its claim is not taken.
   */
  private Versioned<Violation> withdrawReported(
      Versioned<Violation> reported, Violation late, Message message) {
    Versioned<Violation> current = reported;
    // Terminates: each further round needs a concurrent write, and the audit trail is bounded.
    while (current.value().state() == ViolationState.REPORTED && isOpenTo(current.value(), late)) {
      Violation next = current.value().with(late.verdict());
      ViolationState from = ViolationState.REPORTED;
      for (AuditEntry step : late.audit()) {
        AuditEntry entry =
            new AuditEntry(
                step.at(),
                step.who(),
                step.action(),
                from,
                step.to(),
                step.reason(),
                step.note(),
                step.bulkId(),
                step.assignee());
        next = next.after(entry, PendingEffect.WITHDRAW, assignment(current.value(), late));
        from = step.to();
      }
      Optional<Replacement<Violation>> result =
          ViolationReplacement.replace(violations, current, next);
      if (result.isEmpty()) {
        return current;
      }
      if (result.get() instanceof Replacement.Replaced<Violation> replaced) {
        report(Outcome.Kind.MESSAGE_WITHDRAWN, message, late.verdict().category().code());
        return enforcement.settle(replaced.stored());
      }
      current = ((Replacement.Stale<Violation>) result.get()).current();
    }
    return current;
  }

  /** Returns whether the steps contain no decision, or one that its moderator may take. */
  private static boolean isOpenTo(Violation reported, Violation late) {
    AuditEntry last = late.lastStep();
    Claim claim = reported.assignment().claimAt(last.at());
    return last.to().waits()
        || (reported.assignment().isOpenTo(last.who())
            && (claim == null || PersonNames.same(claim.holder(), last.who())));
  }

  private static Assignment assignment(Violation reported, Violation late) {
    Assignment before = reported.assignment();
    return before
        .due(late.assignment().dueAt())
        .claimed(late.state().waits() ? before.claim() : null);
  }

  /** Reports that an unmoderated message was cleared. */
  void reportCleared(Message message) {
    report(Outcome.Kind.MESSAGE_CLEARED, message, null);
  }

  private void report(Outcome.Kind kind, Message message, @Nullable String code) {
    telemetry.note(Outcome.message(kind, message.streamId(), message.messageId(), code));
  }

  static ViolationId id(Message message) {
    return new ViolationId(message.streamId(), message.messageId());
  }

  private static Violation toViolation(
      Message message,
      Verdict.Flagged flagged,
      String finder,
      Instant now,
      List<AuditEntry> steps) {
    String before = message.verdict() instanceof Verdict.Marked ? "marked" : "unmoderated";
    Verdict.Flagged late = flagged.because("published before, " + before + "; " + flagged.reason());
    List<AuditEntry> audit = new ArrayList<>();
    audit.add(AuditEntry.of(now, finder, null, ViolationState.OPEN, late.reason()));
    audit.addAll(steps);
    return Violation.of(
            id(message),
            message.author(),
            message.text(),
            message.sentAt(),
            late,
            audit,
            Assignment.dueAt(Urgency.dueAt(late, now)))
        .withPending(PendingEffect.WITHDRAW);
  }
}
