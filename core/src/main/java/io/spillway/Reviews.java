package io.spillway;

import io.spillway.ports.PageRequest;
import io.spillway.ports.Versioned;
import io.spillway.ports.violation.AuditEntry;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationState;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decisions of moderators about withheld messages: {@link Moderation#reviews()}.
 *
 * <p>A waiting violation is upheld or dismissed, or escalated once, which leaves it to another
 * moderator; a decided one can be reopened. Each decision is a compare-and-set on the version that
 * the moderator saw: of two concurrent decisions, one gets {@link ReviewResult.Stale} with the
 * other's. Each is appended to the audit trail. While a moderator has claimed a violation,
 * decisions need the claim's token.
 *
 * <p>A dismissal publishes the message, any later step withholds it again. A recorded decision
 * whose effect failed is completed by {@link Moderation#runMaintenance()}.
 *
 * <p>Each method throws {@link io.spillway.ports.PortException} when a store failed; the decision
 * may have been recorded, and a repeated call then gets {@code Stale} with the caller's own
 * decision. Safe for use by many threads.
 */
public interface Reviews {

  /** Longest name of a moderator, in code points. */
  int MAX_MODERATOR_LENGTH = 100;

  /** Time in which a moderator may undo a decision. */
  Duration UNDO_WINDOW = Duration.ofMinutes(10);

  /**
   * Finds a violation.
   *
   * @param id the id of its message
   * @return the violation and its version; empty if it does not exist
   */
  Optional<Versioned<Violation>> find(ViolationId id);

  /**
   * Decides about a violation.
   *
   * @param id the id of its message
   * @param version the version that the moderator saw
   * @param decision the new state, the moderator and the reason
   * @return the result; {@link ReviewResult.Decided} is durable
   * @throws InvalidInputException naming each bad field
   */
  ReviewResult decide(ViolationId id, String version, Decision decision);

  /**
   * Dismisses the current version of a violation, which publishes its message.
   *
   * @param id the id of its message
   * @param moderator the moderator's name, 1 to {@value #MAX_MODERATOR_LENGTH} code points
   * @return the result
   * @throws InvalidInputException for a bad name
   */
  default ReviewResult dismiss(ViolationId id, @Nullable String moderator) {
    return decide(id, Decision.of(ViolationState.DISMISSED, null, moderator));
  }

  /**
   * Upholds the current version of a violation: its message stays withheld.
   *
   * @param id the id of its message
   * @param moderator the moderator's name, 1 to {@value #MAX_MODERATOR_LENGTH} code points
   * @return the result
   * @throws InvalidInputException for a bad name
   */
  default ReviewResult uphold(ViolationId id, @Nullable String moderator) {
    return decide(id, Decision.of(ViolationState.UPHELD, null, moderator));
  }

  /**
   * Decides about the current version of a violation.
   *
   * @param id the id of its message
   * @param decision the new state, the moderator and the reason
   * @return the result
   * @throws InvalidInputException naming each bad field
   */
  default ReviewResult decide(ViolationId id, Decision decision) {
    return find(id)
        .map(found -> decide(id, found.version(), decision))
        .orElseGet(ReviewResult.NotFound::new);
  }

  /**
   * Withholds a published message: it becomes a violation that the moderator has upheld, and is
   * withdrawn once. A message that already waits for a decision is upheld; one that is already
   * upheld stays as it is, so that a repeated call gets the same answer. Undo publishes the message
   * again.
   *
   * @param id the message's id
   * @param withholding the moderator and the reason
   * @return the result; {@link ReviewResult.NotFound} if there is neither a message nor a violation
   * @throws InvalidInputException naming each bad field
   */
  ReviewResult withhold(ViolationId id, Withholding withholding);

  /**
   * Hands a waiting case over to a moderator, and ends a claim of the one who does. The assignee is
   * a preference: any moderator may decide.
   *
   * @param id the id of the message
   * @param version the version that the moderator saw
   * @param assignee the name of the new assignee, 1 to {@value #MAX_MODERATOR_LENGTH} code points;
   *     null for none
   * @param note a note for other moderators, 0 to {@value AuditEntry#MAX_NOTE_LENGTH} characters
   * @param moderator the moderator's name, 1 to {@value #MAX_MODERATOR_LENGTH} code points
   * @return the result
   * @throws InvalidInputException naming each bad field; {@code to} also if the assignee may not
   *     decide the case
   */
  ReviewResult assign(
      ViolationId id,
      String version,
      @Nullable String assignee,
      @Nullable String note,
      @Nullable String moderator);

  /**
   * Undoes the last decision and its effect on readers. Only the moderator who decided can undo it,
   * within {@link #UNDO_WINDOW}, and not twice in a row.
   *
   * @param id the id of the message
   * @param version the version that the moderator saw
   * @param note a note for other moderators, 0 to {@value AuditEntry#MAX_NOTE_LENGTH} characters
   * @param moderator the moderator's name, 1 to {@value #MAX_MODERATOR_LENGTH} code points
   * @param claimToken the token of the moderator's claim; null for none
   * @return the result
   * @throws InvalidInputException naming each bad field
   */
  ReviewResult undo(
      ViolationId id,
      String version,
      @Nullable String note,
      @Nullable String moderator,
      @Nullable String claimToken);

  /**
   * Applies pending effects of decisions, the first withheld first. A failure does not stop the
   * others, unless a store is throttled. {@link Moderation#runMaintenance()} does this.
   *
   * @param limit the most to apply, 1 to {@value PageRequest#MAX_LIMIT}
   * @return the number of effects that were applied
   * @throws io.spillway.ports.PortException the first failure, after the others were tried
   */
  int applyPending(int limit);

  /**
   * Reapplies effects that a stalled process may have reverted, once no stalled process can be
   * running any more. {@link Moderation#runMaintenance()} does this.
   *
   * @param limit the most to confirm, 1 to {@value PageRequest#MAX_LIMIT}
   * @return the number of effects that were confirmed
   * @throws io.spillway.ports.PortException the first failure, after the others were tried
   */
  int confirm(int limit);
}
