package io.spillway.core.message;

import static java.util.Objects.requireNonNull;

import io.spillway.AuthorNameRefusedException;
import io.spillway.AuthorRestrictedException;
import io.spillway.InvalidInputException;
import io.spillway.MessageDraft;
import io.spillway.MessageIdReusedException;
import io.spillway.Policy;
import io.spillway.RateLimits;
import io.spillway.Receipt;
import io.spillway.Standing;
import io.spillway.core.BackgroundTask;
import io.spillway.core.Donors;
import io.spillway.core.InputCheck;
import io.spillway.core.moderation.AuthorRateLimiter;
import io.spillway.core.moderation.TextModeration;
import io.spillway.core.standing.AuthorStanding;
import io.spillway.core.stream.StreamActivityLog;
import io.spillway.core.text.ReadText;
import io.spillway.core.violation.MessageVisibility;
import io.spillway.ports.Versioned;
import io.spillway.ports.event.StreamEvent;
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
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Intake of viewers' messages: validates and moderates each, and stores it as a message or as a
 * violation, never as both.
 *
 * <p>A message without an id gets a new one and costs one write. A message with an id is
 * idempotent: any number of submissions, concurrent or sequential, store one message and get the
 * same answer, and the classifier is called once.
 *
 * <p>Two concurrent submissions of one id may get different verdicts, for example if the classifier
 * fails for one of them. Then the violation wins. Each submission writes to its own store before it
 * reads the other, so at least one of them sees both and withdraws the message; if both crash
 * before reading, the next submission of that id withdraws it.
 *
 * <p>Safe for use by many threads.
 */
public final class MessageIntake {

  /** Longest author, in characters by {@link io.spillway.ports.TextLength}. */
  public static final int MAX_AUTHOR_LENGTH = 100;

  /** Author of the first audit entry of a violation. */
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
  private final StreamActivityLog activity;
  private final Executor background;

  /**
   * Creates an intake without author standing, telemetry and a log of activity.
   *
   * @param messages the store of messages
   * @param violations the store of violations
   * @param moderation the source of verdicts
   * @param clock the time of sending and withholding
   * @param newId the source of unique ids, in the form of {@link io.spillway.ports.Ids}
   */
  public MessageIntake(
      MessageStore messages,
      ViolationStore violations,
      TextModeration moderation,
      InstantSource clock,
      Supplier<String> newId) {
    this(
        messages,
        violations,
        moderation,
        AuthorStanding.off(clock),
        clock,
        newId,
        Telemetry.NONE,
        StreamActivityLog.NONE,
        Runnable::run);
  }

  /**
   * Creates an intake.
   *
   * @param messages the store of messages
   * @param violations the store of violations
   * @param moderation the source of verdicts
   * @param standing the standing of authors
   * @param clock the time of sending and withholding
   * @param newId the source of unique ids, in the form of {@link io.spillway.ports.Ids}
   * @param telemetry the receiver of one outcome for each message
   * @param activity the log of streams with messages
   * @param background the executor of reads and writes during others; the calling thread does those
   *     that it has not begun
   */
  public MessageIntake(
      MessageStore messages,
      ViolationStore violations,
      TextModeration moderation,
      AuthorStanding standing,
      InstantSource clock,
      Supplier<String> newId,
      Telemetry telemetry,
      StreamActivityLog activity,
      Executor background) {
    this.messages = requireNonNull(messages, "messages");
    this.violations = requireNonNull(violations, "violations");
    this.moderation = requireNonNull(moderation, "moderation");
    this.rates = new AuthorRateLimiter(clock);
    this.standing = requireNonNull(standing, "standing");
    this.enforcement = new MessageVisibility(messages, violations);
    this.clock = requireNonNull(clock, "clock");
    this.newId = requireNonNull(newId, "newId");
    this.telemetry = requireNonNull(telemetry, "telemetry");
    this.activity = requireNonNull(activity, "activity");
    this.background = requireNonNull(background, "background");
  }

  /**
   * Accepts a message. When this returns it is stored.
   *
   * @param draft the message
   * @return the published message, or the violation
   * @throws InvalidInputException naming each bad field
   * @throws MessageIdReusedException if the id belongs to a message of another author or text
   * @throws AuthorNameRefusedException if the stream's local rules withhold the author's name; a
   *     retry of an accepted message is still answered
   * @throws AuthorRestrictedException if a moderator's restriction refuses the author's messages; a
   *     retry of an accepted message is still answered
   * @throws io.spillway.RateExceededException if the author, or the text on its stream, exceeds a
   *     rate limit; a retry of an accepted message is still answered
   * @throws io.spillway.ports.PortException if a store failed: the message may have been stored,
   *     and with a chosen id it is safe to send again. A failing classifier is no error
   */
  public Receipt accept(MessageDraft draft) {
    Submission submission = Submission.of(draft, newId, clock.instant());
    // The classifier warms up while the first policy is read from the database.
    moderation.prepare();
    return submission.isIdChosen()
        ? findEarlier(submission).orElseGet(() -> moderate(submission))
        : moderate(submission);
  }

  /**
   * Accepts the message of a donation under the id {@link Donors#messageId}, once: the first text
   * of an event stays. It is moderated like any message, with these differences. There are no rate
   * limits, because it is paid for. A donor whose name the local rules withhold is {@link
   * Donors#SOMEONE}. Strikes against a name that donors share do not count.
   *
   * @param donation the event
   * @param text the donor's message
   * @return the published message, or the violation; empty if a restriction refuses the donor's
   *     messages, if another author has used the id, or for a text that no message may have
   * @throws io.spillway.ports.PortException if a store failed; safe to call again
   */
  Optional<Receipt> acceptDonors(StreamEvent donation, String text) {
    try {
      Submission submission = Submission.ofDonor(donation, text, clock.instant());
      moderation.prepare();
      return Optional.of(
          findEarlier(submission).orElseGet(() -> moderateDonors(submission, donation.actor())));
    } catch (AuthorRestrictedException | MessageIdReusedException | InvalidInputException e) {
      return Optional.empty();
    }
  }

  private Receipt moderateDonors(Submission submission, String donor) {
    String streamId = submission.id().streamId();
    Policy policy = moderation.policyOf(streamId);
    boolean isExempt = policy.exempts(submission.author(), submission.roles());
    boolean isHidden = !isExempt && moderation.checkName(policy, submission.author()).isPresent();
    Standing standingOfDonor =
        Donors.isShared(donor)
            ? standing.withoutStrikes(streamId, donor)
            : standing.of(streamId, donor);
    standingOfDonor.requireAdmitted();
    return store(
        isHidden ? submission.bySomeone() : submission,
        policy,
        ReadText.of(submission.text()),
        isExempt,
        standingOfDonor);
  }

  /**
   * Finds the answer to an earlier submission. Looks up violations first, because a violation takes
   * precedence over a published message.
   */
  private Optional<Receipt> findEarlier(Submission submission) {
    ViolationId id = submission.id();
    Optional<Receipt> byViolation = violations.find(id).map(found -> reconcile(submission, found));
    return byViolation.or(
        () ->
            messages
                .find(id.streamId(), id.messageId())
                .map(message -> publishedReceipt(submission, message)));
  }

  private Receipt moderate(Submission submission) {
    ViolationId id = submission.id();
    BackgroundTask reading = standing.begin(id.streamId(), background);
    Policy policy = moderation.policyOf(id.streamId());
    boolean isExempt = policy.exempts(submission.author(), submission.roles());
    if (!isExempt) {
      requireName(policy, submission.author());
    }
    reading.finish();
    Standing author = standing.of(id.streamId(), submission.author());
    author.requireAdmitted();
    RateLimits most = author.slowed(policy, isExempt ? RateLimits.NONE : policy.rates());
    ReadText text = ReadText.of(submission.text());
    rates.admit(policy, most, id.streamId(), submission.author(), id.messageId(), text);
    return store(submission, policy, text, isExempt, author);
  }

  /** Moderates a message and stores it. The stream's activity is written meanwhile. */
  private Receipt store(
      Submission submission, Policy policy, ReadText text, boolean isExempt, Standing author) {
    StreamActivityLog.Recording recording = activity.begin(submission.id().streamId(), background);
    Receipt receipt;
    try {
      Verdict verdict = author.on(moderation.moderate(policy, text, isExempt));
      receipt = storeAs(submission, verdict, author);
    } catch (RuntimeException e) {
      recording.cancel();
      throw e;
    }
    recording.finish();
    return receipt;
  }

  private Receipt storeAs(Submission submission, Verdict verdict, Standing author) {
    if (verdict instanceof Verdict.Flagged flagged) {
      return withhold(submission, submission.toViolation(flagged, clock.instant()));
    }
    Receipt receipt = publish(submission, submission.toMessage((Verdict.Published) verdict));
    return receipt instanceof Receipt.Published published
        ? new Receipt.Published(published.message(), author)
        : receipt;
  }

  /** Refuses a name that the local rules withhold, because it is shown with the message. */
  private void requireName(Policy policy, String author) {
    moderation
        .checkName(policy, author)
        .ifPresent(
            withheld -> {
              throw new AuthorNameRefusedException(withheld.category());
            });
  }

  private Receipt publish(Submission submission, Message message) {
    Message stored = messages.add(message);
    Receipt receipt = publishedReceipt(submission, stored);
    Optional<Receipt> byViolation =
        submission.isIdChosen()
            ? violations.find(submission.id()).map(found -> reconcile(submission, found))
            : Optional.empty();
    if (byViolation.isEmpty() && stored.equals(message)) {
      telemetry.note(outcomeOf(message));
    }
    return byViolation.orElse(receipt);
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
    return Receipt.Published.of(stored);
  }

  /** Brings the message into agreement with its violation, and returns the receipt. */
  private Receipt reconcile(Submission submission, Versioned<Violation> found) {
    Violation violation = enforcement.withhold(found).value();
    if (!submission.isSame(violation)) {
      throw submission.idReused();
    }
    return violation.withholds()
        ? new Receipt.Held(violation)
        : Receipt.Published.of(releasedMessage(submission, violation));
  }

  /** Returns the released message. If its release is still pending, it counts as published. */
  private Message releasedMessage(Submission submission, Violation dismissed) {
    return messages
        .find(dismissed.id().streamId(), dismissed.id().messageId())
        .filter(submission::isSame)
        .orElseGet(() -> MessageVisibility.releasedMessage(dismissed));
  }
}
