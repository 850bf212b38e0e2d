package io.spillway.core.message;

import io.spillway.MessageDraft;
import io.spillway.MessageIdReusedException;
import io.spillway.core.Donors;
import io.spillway.core.InputCheck;
import io.spillway.core.moderation.Roles;
import io.spillway.core.moderation.TextModeration;
import io.spillway.core.violation.Urgency;
import io.spillway.ports.event.StreamEvent;
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
import org.jspecify.annotations.Nullable;

/**
 * Validated draft, with conversions to a message and to a violation.
 *
 * @param donor the donor who sent it along with an event, by whose id it is identified: under the
 *     name {@link Donors#SOMEONE} or with another text it is the same message; null for chat
 */
record Submission(
    ViolationId id,
    String author,
    String text,
    List<String> roles,
    Instant sentAt,
    boolean isIdChosen,
    @Nullable String donor) {

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
        new ViolationId(streamId, messageId), author, text, draft.roles(), now, isIdChosen, null);
  }

  /**
   * Returns the message of a donation. Its time is that of the event, unless that is in the future,
   * so that an erasure covers both or neither. A name of which nothing is visible is replaced.
   *
   * @throws io.spillway.InvalidInputException for a text that no message may have
   */
  static Submission ofDonor(StreamEvent donation, String text, Instant now) {
    InputCheck check = new InputCheck();
    String valid = check.chat("message", text, TextModeration.MAX_TEXT_LENGTH);
    check.orThrow();
    String author =
        new InputCheck().author("actor", donation.actor(), MessageIntake.MAX_AUTHOR_LENGTH);
    return new Submission(
        new ViolationId(donation.streamId(), Donors.messageId(donation)),
        author.isEmpty() ? Donors.SOMEONE : author,
        valid,
        List.of(),
        donation.occurredAt().isBefore(now) ? donation.occurredAt() : now,
        true,
        donation.actor());
  }

  /** Returns the same message under a name that hides the author's. */
  Submission bySomeone() {
    return new Submission(id, Donors.SOMEONE, text, roles, sentAt, isIdChosen, donor);
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
    return isSame(message.author(), message.text());
  }

  boolean isSame(Violation violation) {
    return isSame(violation.author(), violation.text());
  }

  private boolean isSame(String otherAuthor, String otherText) {
    return donor == null
        ? author.equals(otherAuthor) && text.equals(otherText)
        : donor.equals(otherAuthor) || otherAuthor.equals(Donors.SOMEONE);
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
