package io.spillway.core.violation;

import static java.util.Objects.requireNonNull;

import io.spillway.core.InputCheck;
import io.spillway.ports.violation.AuditEntry;
import io.spillway.ports.violation.ReasonCode;
import io.spillway.ports.violation.ViolationState;
import java.util.Set;
import java.util.stream.Collectors;
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

  /** Throws {@link io.spillway.core.InvalidInputException} naming each bad field. */
  Decision checked() {
    InputCheck check = new InputCheck();
    String why = check.note("note", note, AuditEntry.MAX_NOTE_LENGTH);
    String who = check.person("moderator", moderator, ViolationReview.MAX_MODERATOR_LENGTH);
    Set<ReasonCode> fitting = ReviewRules.reasons(to);
    if (reason != null && !fitting.contains(reason)) {
      check.reject("reason", "must be one of " + codes(fitting));
    }
    check.orThrow();
    return new Decision(to, reason, why, who, claimToken);
  }

  String who() {
    return requireNonNull(moderator, "moderator");
  }

  String why() {
    return requireNonNull(note, "note");
  }

  private static String codes(Set<ReasonCode> reasons) {
    return reasons.stream().map(ReasonCode::code).collect(Collectors.joining(", "));
  }

  /** Says nothing of the note or the token. */
  @Override
  public String toString() {
    return "Decision[" + to + "]";
  }
}
