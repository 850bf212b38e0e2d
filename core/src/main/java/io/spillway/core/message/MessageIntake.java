package io.spillway.core.message;

import static java.util.Objects.requireNonNull;

import io.spillway.MessageDraft;
import io.spillway.MessageIdReusedException;
import io.spillway.Policy;
import io.spillway.RateLimits;
import io.spillway.Receipt;
import io.spillway.Standing;
import io.spillway.core.InputCheck;
import io.spillway.core.moderation.AuthorRateLimiter;
import io.spillway.core.moderation.TextModeration;
import io.spillway.core.standing.AuthorStanding;
import io.spillway.core.violation.MessageVisibility;
import io.spillway.ports.Versioned;
import io.spillway.ports.message.Message;
import io.spillway.ports.message.MessageStore;
import io.spillway.ports.moderation.Verdict;
import io.spillway.ports.telemetry.Outcome;
import io.spillway.ports.telemetry.Telemetry;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationStore;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Takes in what viewers write: checks it, has it moderated, and stores it with the messages or with
 * the violations, never with both.
 *
 * <p>A message without an id gets a new one and costs one write. One whose sender chose its id may
 * be sent any number of times, in turn or at once: it is one message, gets the same answer, and the
 * classifier is not asked again.
 *
 * <p>Two submissions of one id at once may get different verdicts, as when the classifier fails for
 * one of them. Then the violation wins. Each writes to its own store first and only then looks into
 * the other, so at least one of them sees both and takes the message away; if both crash before
 * they look, the next submission of that id does it.
 *
 * <p>Safe for use by many threads.
 */
public final class MessageIntake {

  /** Longest author, in code points. */
  public static final int MAX_AUTHOR_LENGTH = 100;

  /** Who takes the first step of a violation. */
  public static final String SYSTEM = InputCheck.SYSTEM_PREFIX + "moderation";

  private final MessageStore messages;
  private final ViolationStore violations;
  private final TextModeration moderation;
  private final AuthorRateLimiter rates;
  private final AuthorStanding standing;
  private final MessageVisibility enforcement;
  private final InstantSource clock;
  private final Supplier<String> newId;
  private final Telemetry telemetry;

  /**
   * Takes in messages where nothing is held against authors, and nobody watches.
   *
   * @param messages where messages are stored
   * @param violations where violations are stored
   * @param moderation gives the verdicts
   * @param clock tells when a message is sent, and when one is withheld
   * @param newId an id that no message has had, in the form of {@link io.spillway.ports.Ids}
   */
  public MessageIntake(
      MessageStore messages,
      ViolationStore violations,
      TextModeration moderation,
      InstantSource clock,
      Supplier<String> newId) {
    this(messages, violations, moderation, AuthorStanding.off(clock), clock, newId, Telemetry.NONE);
  }

  /**
   * An intake into these stores.
   *
   * @param messages where messages are stored
   * @param violations where violations are stored
   * @param moderation gives the verdicts
   * @param standing what is held against authors
   * @param clock tells when a message is sent, and when one is withheld
   * @param newId an id that no message has had, in the form of {@link io.spillway.ports.Ids}
   * @param telemetry hears once of each message what became of it
   */
  public MessageIntake(
      MessageStore messages,
      ViolationStore violations,
      TextModeration moderation,
      AuthorStanding standing,
      InstantSource clock,
      Supplier<String> newId,
      Telemetry telemetry) {
    this.messages = requireNonNull(messages, "messages");
    this.violations = requireNonNull(violations, "violations");
    this.moderation = requireNonNull(moderation, "moderation");
    this.rates = new AuthorRateLimiter(clock);
    this.standing = requireNonNull(standing, "standing");
    this.enforcement = new MessageVisibility(messages, violations);
    this.clock = requireNonNull(clock, "clock");
    this.newId = requireNonNull(newId, "newId");
    this.telemetry = requireNonNull(telemetry, "telemetry");
  }

  /**
   * Takes in one message. When this returns it is stored.
   *
   * @param draft what somebody sent
   * @return the message that was published, or the violation that it became
   * @throws io.spillway.InvalidInputException naming each bad field
   * @throws MessageIdReusedException when the id is taken by another author's message or by another
   *     text
   * @throws io.spillway.RateExceededException when its author has sent too much; one that was taken
   *     in before is answered all the same
   * @throws io.spillway.ports.PortException when a store failed: it may have been stored, and with
   *     a chosen id it is safe to send it again. A failing classifier is no error
   */
  public Receipt accept(MessageDraft draft) {
    Submission submission = Submission.of(draft, newId, clock.instant());
    // By the time the first one's policy has come from the database, the classifier is ready.
    moderation.prepare();
    return submission.isIdChosen()
        ? findEarlier(submission).orElseGet(() -> moderate(submission))
        : moderate(submission);
  }

  /** The answer to an earlier submission. Violations first: where there is one it has the word. */
  private Optional<Receipt> findEarlier(Submission submission) {
    ViolationId id = submission.id();
    Optional<Receipt> ruled = violations.find(id).map(found -> reconcile(submission, found));
    return ruled.or(
        () ->
            messages
                .find(id.streamId(), id.messageId())
                .map(message -> publishedReceipt(submission, message)));
  }

  private Receipt moderate(Submission submission) {
    ViolationId id = submission.id();
    Policy policy = moderation.policyOf(id.streamId());
    Standing author = standing.of(id.streamId(), submission.author());
    RateLimits most = author.slowed(policy);
    rates.admit(
        policy, most, id.streamId(), submission.author(), id.messageId(), submission.text());
    Verdict verdict = author.on(moderation.moderate(policy, submission.text()));
    if (verdict instanceof Verdict.Flagged flagged) {
      return withhold(submission, submission.toViolation(flagged, clock.instant()));
    }
    Receipt receipt = publish(submission, submission.toMessage((Verdict.Published) verdict));
    return receipt instanceof Receipt.Published published
        ? new Receipt.Published(published.message(), author)
        : receipt;
  }

  private Receipt publish(Submission submission, Message message) {
    Message stored = messages.add(message);
    Receipt receipt = publishedReceipt(submission, stored);
    Optional<Receipt> ruled =
        submission.isIdChosen()
            ? violations.find(submission.id()).map(found -> reconcile(submission, found))
            : Optional.empty();
    if (ruled.isEmpty() && stored.equals(message)) {
      telemetry.note(outcomeOf(message));
    }
    return ruled.orElse(receipt);
  }

  private Receipt withhold(Submission submission, Violation violation) {
    Versioned<Violation> stored = violations.add(violation);
    if (stored.value().equals(violation)) {
      telemetry.note(outcomeOf(violation));
    }
    return submission.isIdChosen()
        ? reconcile(submission, stored)
        : new Receipt.Held(stored.value());
  }

  private static Outcome outcomeOf(Message message) {
    return message.verdict() instanceof Verdict.Unmoderated unmoderated
        ? Outcome.message(
            Outcome.Kind.MESSAGE_UNMODERATED,
            message.streamId(),
            message.messageId(),
            unmoderated.cause())
        : Outcome.message(
            Outcome.Kind.MESSAGE_ACCEPTED, message.streamId(), message.messageId(), null);
  }

  private static Outcome outcomeOf(Violation violation) {
    return Outcome.message(
        Outcome.Kind.MESSAGE_HELD,
        violation.id().streamId(),
        violation.id().messageId(),
        violation.verdict().category().code());
  }

  private static Receipt publishedReceipt(Submission submission, Message stored) {
    if (!submission.isSame(stored)) {
      throw submission.idReused();
    }
    return new Receipt.Published(stored);
  }

  /** The answer where there is a violation, once the messages agree with it. */
  private Receipt reconcile(Submission submission, Versioned<Violation> found) {
    Violation violation = enforcement.withhold(found).value();
    if (!submission.isSame(violation)) {
      throw submission.idReused();
    }
    return violation.withholds()
        ? new Receipt.Held(violation)
        : new Receipt.Published(releasedMessage(submission, violation));
  }

  /** Its release may still be owed; then it is as good as published. */
  private Message releasedMessage(Submission submission, Violation dismissed) {
    return messages
        .find(dismissed.id().streamId(), dismissed.id().messageId())
        .filter(submission::isSame)
        .orElseGet(() -> MessageVisibility.released(dismissed));
  }
}
