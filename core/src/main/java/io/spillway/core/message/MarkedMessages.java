package io.spillway.core.message;

import static java.util.Objects.requireNonNull;

import io.spillway.Reviews;
import io.spillway.core.InputCheck;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Versioned;
import io.spillway.ports.audit.AuditLog;
import io.spillway.ports.audit.AuditRecord;
import io.spillway.ports.message.Message;
import io.spillway.ports.message.MessageArchive;
import io.spillway.ports.message.MessageStore;
import io.spillway.ports.moderation.Verdict;
import io.spillway.ports.telemetry.Telemetry;
import io.spillway.ports.violation.AuditEntry;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationStore;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Messages that a policy published and marked, for moderators to keep or to withhold. Of two
 * concurrent decisions, withholding wins.
 *
 * <p>Safe for use by many threads.
 */
public final class MarkedMessages {

  private final MessageStore messages;
  private final MessageArchive archive;
  private final RetroactiveWithdrawal late;
  private final AuditLog log;
  private final InstantSource clock;

  /**
   * Creates the marked messages of a pair of stores.
   *
   * @param messages the store of messages
   * @param archive the listing of marked messages
   * @param violations the store of violations
   * @param log the audit log, to which each decision to keep a message is written first
   * @param clock the time of decisions
   * @param telemetry the receiver of withdrawals
   */
  public MarkedMessages(
      MessageStore messages,
      MessageArchive archive,
      ViolationStore violations,
      AuditLog log,
      InstantSource clock,
      Telemetry telemetry) {
    this.messages = requireNonNull(messages, "messages");
    this.archive = requireNonNull(archive, "archive");
    this.late =
        new RetroactiveWithdrawal(messages, violations, requireNonNull(telemetry, "telemetry"));
    this.log = requireNonNull(log, "log");
    this.clock = requireNonNull(clock, "clock");
  }

  /**
   * {@return the marked messages of a stream, newest first}
   *
   * @param streamId the stream's id
   * @param page the part of the listing
   */
  public Page<Message> list(String streamId, PageRequest page) {
    return archive.marked(streamId, page);
  }

  /**
   * Removes the mark; the message stays published, and its public status does not change. Written
   * to the audit log first; after a crash in between, the record of the retry is the same.
   *
   * @param id the message's id
   * @param note a note for other moderators; 0 to {@value AuditEntry#MAX_NOTE_LENGTH} characters
   * @param moderator the moderator's name
   * @return whether a mark was removed
   * @throws io.spillway.InvalidInputException naming each bad field
   * @throws io.spillway.ports.PortException if the store failed; safe to call again
   */
  public boolean keep(ViolationId id, @Nullable String note, @Nullable String moderator) {
    InputCheck check = new InputCheck();
    String why = check.note("note", note, AuditEntry.MAX_NOTE_LENGTH);
    String who = check.person("moderator", moderator, Reviews.MAX_MODERATOR_LENGTH);
    check.orThrow();
    return findMarked(id).map(message -> keep(message, who, why)).orElse(false);
  }

  private boolean keep(Message message, String who, String why) {
    AuditRecord logged = log.add(KeepRecord.of(message, who, clock.instant(), why));
    return messages.replaceVerdict(message, KeepRecord.verdict(logged));
  }

  /**
   * Withdraws a marked message and makes it an open violation.
   *
   * @param id the message's id
   * @param moderator the moderator's name
   * @return the current violation; empty if there is no such marked message
   * @throws io.spillway.InvalidInputException for an invalid name
   * @throws io.spillway.ports.PortException if a store failed; safe to call again
   */
  public Optional<Versioned<Violation>> withhold(ViolationId id, @Nullable String moderator) {
    String who = requireName(moderator);
    return findMarked(id)
        .map(
            message ->
                late.withdraw(
                    message, toFlagged((Verdict.Marked) message.verdict()), who, clock.instant()));
  }

  private Optional<Message> findMarked(ViolationId id) {
    return messages
        .find(id.streamId(), id.messageId())
        .filter(message -> message.verdict() instanceof Verdict.Marked);
  }

  private static Verdict.Flagged toFlagged(Verdict.Marked marked) {
    return Verdict.Flagged.of(
        marked.category(),
        marked.severity(),
        marked.score(),
        marked.category().code() + " was marked by policy " + marked.policyVersion(),
        marked.scores(),
        marked.policyVersion(),
        marked.provenance());
  }

  private static String requireName(@Nullable String moderator) {
    InputCheck check = new InputCheck();
    String who = check.person("moderator", moderator, Reviews.MAX_MODERATOR_LENGTH);
    check.orThrow();
    return who;
  }
}
