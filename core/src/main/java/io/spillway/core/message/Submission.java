package io.spillway.core.message;

import io.spillway.MessageDraft;
import io.spillway.MessageIdReusedException;
import io.spillway.core.InputCheck;
import io.spillway.core.moderation.Roles;
import io.spillway.core.moderation.TextModeration;
import io.spillway.core.violation.Urgency;
import io.spillway.ports.message.Message;
import io.spillway.ports.moderation.Verdict;
import io.spillway.ports.violation.Assignment;
import io.spillway.ports.violation.AuditEntry;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationState;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** Validated draft, with conversions to a message and to a violation. */
record Submission(
    ViolationId id,
    String author,
    String text,
    List<String> roles,
    Instant sentAt,
    boolean isIdChosen) {

  /** Throws {@link io.spillway.InvalidInputException} naming each bad field. */
  static Submission of(MessageDraft draft, Supplier<String> newId, Instant now) {
    InputCheck check = new InputCheck();
    String streamId = check.id("streamId", draft.streamId());
    boolean isIdChosen = draft.messageId() != null;
    String messageId = isIdChosen ? check.id("messageId", draft.messageId()) : newId.get();
    String author = check.author("author", draft.author(), MessageIntake.MAX_AUTHOR_LENGTH);
    String text = check.chat("text", draft.text(), TextModeration.MAX_TEXT_LENGTH);
    checkRoles(check, draft.roles());
    check.orThrow();
    return new Submission(
        new ViolationId(streamId, messageId), author, text, draft.roles(), now, isIdChosen);
  }

  private static void checkRoles(InputCheck check, List<String> roles) {
    if (roles.size() > MessageDraft.MAX_ROLES) {
      check.reject("roles", "must have at most " + MessageDraft.MAX_ROLES + " entries");
    }
    if (!roles.stream().allMatch(Roles::isRole)) {
      check.reject("roles", "must have " + Roles.FORM);
    }
  }

  Message toMessage(Verdict.Published verdict) {
    return new Message(id.streamId(), id.messageId(), author, text, sentAt, verdict);
  }

  Violation toViolation(Verdict.Flagged verdict, Instant now) {
    AuditEntry step =
        AuditEntry.of(now, MessageIntake.SYSTEM, null, ViolationState.OPEN, verdict.reason());
    return Violation.of(
        id,
        author,
        text,
        sentAt,
        verdict,
        List.of(step),
        Assignment.dueAt(Urgency.dueAt(verdict, now)));
  }

  boolean isSame(Message message) {
    return author.equals(message.author()) && text.equals(message.text());
  }

  boolean isSame(Violation violation) {
    return author.equals(violation.author()) && text.equals(violation.text());
  }

  MessageIdReusedException idReused() {
    return new MessageIdReusedException(id.streamId(), id.messageId());
  }

  /** Omits the text and the author. */
  @Override
  public String toString() {
    return "Submission[" + id + "]";
  }
}
