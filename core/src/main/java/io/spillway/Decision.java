package io.spillway;

import static java.util.Objects.requireNonNull;

import io.spillway.core.violation.ViolationReview;
import io.spillway.ports.violation.AuditEntry;
import io.spillway.ports.violation.ReasonCode;
import io.spillway.ports.violation.ViolationState;
import org.jspecify.annotations.Nullable;

/**
 * What a moderator wants to become of a violation.
 *
 * @param to the state that it is to have
 * @param reason why, one that fits the state; null for none
 * @param note why, for other moderators; 0 to {@value AuditEntry#MAX_NOTE_LENGTH} characters
 * @param moderator who decides; 1 to {@value ViolationReview#MAX_MODERATOR_LENGTH} code points
 * @param claimToken of the moderator's claim; null when they have not claimed it
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
   * {@return a decision for which no reason code is given, about a violation that nobody has
   * claimed}
   *
   * @param to the state that it leads to
   * @param note why, for other moderators; null for none
   * @param moderator who decides
   */
  public static Decision of(ViolationState to, @Nullable String note, @Nullable String moderator) {
    return new Decision(to, null, note, moderator, null);
  }

  /** Says nothing of the note or the token. */
  @Override
  public String toString() {
    return "Decision[" + to + "]";
  }
}
