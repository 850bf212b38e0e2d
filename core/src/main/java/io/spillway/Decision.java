package io.spillway;

import static java.util.Objects.requireNonNull;

import io.spillway.core.violation.ViolationReview;
import io.spillway.ports.violation.AuditEntry;
import io.spillway.ports.violation.ReasonCode;
import io.spillway.ports.violation.ViolationState;
import org.jspecify.annotations.Nullable;

/**
 * A moderator's decision about a violation.
 *
 * @param to the new state
 * @param reason the reason's code, which must fit the state; null for none
 * @param note a note for other moderators, 0 to {@value AuditEntry#MAX_NOTE_LENGTH} characters
 * @param moderator the moderator's name, 1 to {@value ViolationReview#MAX_MODERATOR_LENGTH} code
 *     points
 * @param claimToken the token of the moderator's claim; null for none
 */
public record Decision(
    ViolationState to,
    @Nullable ReasonCode reason,
    @Nullable String note,
    @Nullable String moderator,
    @Nullable String claimToken) {

  public Decision {
    requireNonNull(to, "to");
  }

  /**
   * {@return a decision without a reason code, about an unclaimed violation}
   *
   * @param to the new state
   * @param note a note for other moderators; null for none
   * @param moderator the moderator's name
   */
  public static Decision of(ViolationState to, @Nullable String note, @Nullable String moderator) {
    return new Decision(to, null, note, moderator, null);
  }

  /** Omits the note and the token. */
  @Override
  public String toString() {
    return "Decision[" + to + "]";
  }
}
