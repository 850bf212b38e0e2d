package io.spillway.core.message;

import io.spillway.core.violation.MessageVisibility;
import io.spillway.core.violation.Urgency;
import io.spillway.ports.Versioned;
import io.spillway.ports.message.Message;
import io.spillway.ports.message.MessageStore;
import io.spillway.ports.moderation.Verdict;
import io.spillway.ports.telemetry.Outcome;
import io.spillway.ports.telemetry.Telemetry;
import io.spillway.ports.violation.Assignment;
import io.spillway.ports.violation.AuditEntry;
import io.spillway.ports.violation.PendingEffect;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationState;
import io.spillway.ports.violation.ViolationStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes violations of messages that were published before. */
final class RetroactiveWithdrawal {

  private final ViolationStore violations;
  private final MessageVisibility enforcement;
  private final Telemetry telemetry;

  /**
   * @param telemetry hears of each message that is withdrawn, from whoever found it first
   */
  RetroactiveWithdrawal(MessageStore messages, ViolationStore violations, Telemetry telemetry) {
    this.violations = violations;
    this.telemetry = telemetry;
    this.enforcement = new MessageVisibility(messages, violations);
  }

  /**
   * Withdraws a message. The violation comes first and owes the withdrawal, so that a crash in
   * between is made good by the sweep of what is owed. Where there is a violation already it has
   * the word.
   *
   * @param steps after the first one, which says who found it; the last one's state is the
   *     violation's
   * @return what stands
   */
  Versioned<Violation> withdraw(
      Message message, Verdict.Flagged flagged, String finder, Instant now, AuditEntry... steps) {
    Violation late = late(message, flagged, finder, now, List.of(steps));
    Versioned<Violation> added = violations.add(late);
    if (added.value().equals(late)) {
      tell(Outcome.Kind.MESSAGE_WITHDRAWN, message, flagged.category().code());
    }
    boolean isOurs = added.value().pendingEffect() == PendingEffect.WITHDRAW;
    boolean settles = isOurs || !added.value().withholds();
    return settles ? enforcement.settle(added) : enforcement.withhold(added);
  }

  /** A message that was published unmoderated stays so, and is known to be fit. */
  void cleared(Message message) {
    tell(Outcome.Kind.MESSAGE_CLEARED, message, null);
  }

  private void tell(Outcome.Kind kind, Message message, @Nullable String code) {
    telemetry.note(Outcome.message(kind, message.streamId(), message.messageId(), code));
  }

  static ViolationId id(Message message) {
    return new ViolationId(message.streamId(), message.messageId());
  }

  private static Violation late(
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
