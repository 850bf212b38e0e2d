package io.spillway.core.message;

import static java.util.Objects.requireNonNull;

import io.spillway.Reviews;
import io.spillway.core.InputCheck;
import io.spillway.core.violation.ByHand;
import io.spillway.core.violation.ViolationReview;
import io.spillway.ports.audit.AuditLog;
import io.spillway.ports.message.Message;
import io.spillway.ports.message.MessageStore;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Severity;
import io.spillway.ports.moderation.Verdict;
import io.spillway.ports.telemetry.Telemetry;
import io.spillway.ports.violation.AuditEntry;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationState;
import io.spillway.ports.violation.ViolationStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Moderators' decisions about published messages that no classifier has scored: keep or withhold,
 * each once. Safe for use by many threads.
 */
public final class UnmoderatedReview {

  /** Decisions about an unmoderated message. */
  public enum Decision {
    /** Keeps the message published. */
    KEEP,
    /** Withdraws the message, which becomes an upheld violation. */
    WITHHOLD
  }

  private final MessageStore messages;
  private final RetroactiveWithdrawal late;
  private final AuditLog log;
  private final InstantSource clock;

  /**
   * Creates a review.
   *
   * @param messages the store of messages
   * @param violations the store of violations
   * @param log the audit log, to which each decision to keep a message is written first
   * @param clock the time of decisions
   * @param telemetry the receiver of withdrawn and cleared messages
   */
  public UnmoderatedReview(
      MessageStore messages,
      ViolationStore violations,
      AuditLog log,
      InstantSource clock,
      Telemetry telemetry) {
    this.messages = requireNonNull(messages, "messages");
    this.late =
        new RetroactiveWithdrawal(messages, violations, requireNonNull(telemetry, "telemetry"));
    this.log = requireNonNull(log, "log");
    this.clock = requireNonNull(clock, "clock");
  }

  /**
   * Decides about one message.
   *
   * @param id the message's id
   * @param decision the decision
   * @param note a note for other moderators; 0 to {@value AuditEntry#MAX_NOTE_LENGTH} characters
   * @param moderator the moderator's name, 1 to {@value ViolationReview#MAX_MODERATOR_LENGTH} code
   *     points
   * @return whether the decision was recorded; false if the message no longer exists, has been
   *     moderated meanwhile, or has a case that another moderator has claimed
   * @throws io.spillway.InvalidInputException naming each bad field
   * @throws io.spillway.ports.PortException if a store failed; safe to call again
   */
  public boolean decide(
      ViolationId id, Decision decision, @Nullable String note, @Nullable String moderator) {
    InputCheck check = new InputCheck();
    String why = check.note("note", note, AuditEntry.MAX_NOTE_LENGTH);
    String who = check.person("moderator", moderator, Reviews.MAX_MODERATOR_LENGTH);
    check.orThrow();
    Instant now = clock.instant();
    Optional<Message> found =
        messages
            .find(id.streamId(), id.messageId())
            .filter(message -> message.verdict() instanceof Verdict.Unmoderated);
    if (found.isEmpty()) {
      return false;
    }
    if (decision == Decision.KEEP) {
      return keep(found.get(), who, now, why);
    }
    AuditEntry upheld = AuditEntry.of(now, who, ViolationState.OPEN, ViolationState.UPHELD, why);
    Verdict.Flagged verdict =
        ByHand.verdict(
            found.get(),
            "moderator",
            Category.UNSPECIFIED,
            Severity.MEDIUM,
            1.0,
            "found by a moderator");
    return late.withdraw(found.get(), verdict, who, now, upheld)
        .value()
        .audit() // Others may have appended entries since.
        .contains(upheld);
  }

  private boolean keep(Message message, String who, Instant now, String why) {
    Verdict.Kept kept = KeepRecord.verdict(log.add(KeepRecord.of(message, who, now, why)));
    boolean isKept = messages.replaceVerdict(message, kept);
    if (isKept) {
      late.reportCleared(message);
    }
    return isKept;
  }
}
