package io.spillway.core.message;

import static java.util.Objects.requireNonNull;

import io.spillway.Reviews;
import io.spillway.core.InputCheck;
import io.spillway.core.violation.ViolationReview;
import io.spillway.ports.message.Message;
import io.spillway.ports.message.MessageStore;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Provenance;
import io.spillway.ports.moderation.Scores;
import io.spillway.ports.moderation.Severity;
import io.spillway.ports.moderation.Verdict;
import io.spillway.ports.telemetry.Telemetry;
import io.spillway.ports.violation.AuditEntry;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationState;
import io.spillway.ports.violation.ViolationStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What moderators do about messages that are published and that no classifier has looked at, while
 * the recheck has to wait: keep them or withhold them, each once. Safe for use by many threads.
 */
public final class UnmoderatedReview {

  /** What a moderator may say of such a message. */
  public enum Decision {
    /** It stays published, as one that a moderator has released. */
    KEEP,
    /** It is withdrawn, and is an upheld violation from now on. */
    WITHHOLD
  }

  private final MessageStore messages;
  private final RetroactiveWithdrawal late;
  private final InstantSource clock;

  /**
   * A review of messages in these stores.
   *
   * @param messages where messages are stored
   * @param violations where violations are stored
   * @param clock tells when a moderator decides
   * @param telemetry hears of each message that is withdrawn or cleared
   */
  public UnmoderatedReview(
      MessageStore messages, ViolationStore violations, InstantSource clock, Telemetry telemetry) {
    this.messages = requireNonNull(messages, "messages");
    this.late =
        new RetroactiveWithdrawal(messages, violations, requireNonNull(telemetry, "telemetry"));
    this.clock = requireNonNull(clock, "clock");
  }

  /**
   * Decides about one message.
   *
   * @param id of the message
   * @param decision what becomes of it
   * @param note why, for other moderators, when it is withheld; 0 to {@value
   *     AuditEntry#MAX_NOTE_LENGTH} characters
   * @param moderator who decides; 1 to {@value ViolationReview#MAX_MODERATOR_LENGTH} code points
   * @return whether it was done; otherwise there is no such message any more, or something has
   *     looked at it meanwhile
   * @throws io.spillway.InvalidInputException naming each bad field
   * @throws io.spillway.ports.PortException when a store failed; safe to do again
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
      boolean kept = messages.replaceVerdict(found.get(), new Verdict.Released(who, now));
      if (kept) {
        late.cleared(found.get());
      }
      return kept;
    }
    AuditEntry upheld = AuditEntry.of(now, who, ViolationState.OPEN, ViolationState.UPHELD, why);
    return late.withdraw(
            found.get(), byHand((Verdict.Unmoderated) found.get().verdict()), who, now, upheld)
        .value()
        .audit() // In which others may have gone on by now.
        .contains(upheld);
  }

  private static Verdict.Flagged byHand(Verdict.Unmoderated unmoderated) {
    return Verdict.Flagged.of(
        Category.UNSPECIFIED,
        Severity.MEDIUM,
        1.0,
        "found by a moderator",
        Scores.NONE,
        unmoderated.policyVersion(),
        new Provenance("moderator", "none", "none", Duration.ZERO));
  }
}
