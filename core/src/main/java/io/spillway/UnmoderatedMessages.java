package io.spillway;

import static java.util.Objects.requireNonNull;

import io.spillway.core.message.RecheckSweep;
import io.spillway.core.message.UnmoderatedReview;
import io.spillway.ports.violation.AuditEntry;
import io.spillway.ports.violation.ViolationId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Messages that were published while the classifier failed: {@link Moderation#unmoderated()}.
 * {@link Moderation#runMaintenance()} rechecks them. Safe for use by many threads.
 */
public final class UnmoderatedMessages {

  private final RecheckSweep recheck;
  private final UnmoderatedReview review;

  UnmoderatedMessages(RecheckSweep recheck, UnmoderatedReview review) {
    this.recheck = requireNonNull(recheck, "recheck");
    this.review = requireNonNull(review, "review");
  }

  /**
   * {@return the number of unmoderated messages and the age of the oldest}
   *
   * @throws io.spillway.ports.PortException when a store failed
   */
  public UnmoderatedBacklog backlog() {
    return recheck.backlog();
  }

  /** {@return the end of the pause that the classifier asked for; empty for none} */
  public Optional<Instant> pausedUntil() {
    return recheck.pausedUntil();
  }

  /** {@return the time of the last recheck that got an answer in this process; empty for none} */
  public Optional<Instant> lastAnswer() {
    return recheck.lastAnswer();
  }

  /**
   * Keeps an unmoderated message published, and marks it as kept by a moderator. The decision is
   * written to the audit log first.
   *
   * @param id the message's id
   * @param note a note for other moderators, 0 to {@value AuditEntry#MAX_NOTE_LENGTH} characters
   * @param moderator the moderator's name, 1 to {@value Reviews#MAX_MODERATOR_LENGTH} code points
   * @return false if the message is no longer unmoderated, or does not exist
   * @throws InvalidInputException naming each bad field
   * @throws io.spillway.ports.PortException when a store failed; safe to call again
   */
  public boolean keep(ViolationId id, @Nullable String note, @Nullable String moderator) {
    return review.decide(id, UnmoderatedReview.Decision.KEEP, note, moderator);
  }

  /**
   * Withdraws an unmoderated message; it becomes an upheld violation.
   *
   * @param id the message's id
   * @param note a note for other moderators, 0 to {@value AuditEntry#MAX_NOTE_LENGTH} characters
   * @param moderator the moderator's name, 1 to {@value Reviews#MAX_MODERATOR_LENGTH} code points
   * @return false if the message is no longer unmoderated, or does not exist
   * @throws InvalidInputException naming each bad field
   * @throws io.spillway.ports.PortException when a store failed; safe to call again
   */
  public boolean withhold(ViolationId id, @Nullable String note, @Nullable String moderator) {
    return review.decide(id, UnmoderatedReview.Decision.WITHHOLD, note, moderator);
  }
}
