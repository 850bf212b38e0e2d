package io.spillway.core.violation;

import io.spillway.Decision;
import io.spillway.Reviews;
import io.spillway.core.InputCheck;
import io.spillway.ports.violation.AuditEntry;
import io.spillway.ports.violation.ReasonCode;
import io.spillway.ports.violation.ViolationState;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Validated decision. */
record CheckedDecision(
    ViolationState to,
    @Nullable ReasonCode reason,
    String note,
    String moderator,
    @Nullable String claimToken) {

  /**
   * Validates a decision. Throws {@link io.spillway.InvalidInputException} naming each bad field.
   */
  static CheckedDecision of(Decision decision) {
    InputCheck check = new InputCheck();
    String note = check.note("note", decision.note(), AuditEntry.MAX_NOTE_LENGTH);
    String moderator =
        check.person("moderator", decision.moderator(), Reviews.MAX_MODERATOR_LENGTH);
    Set<ReasonCode> allowed = ReviewRules.reasons(decision.to());
    if (decision.reason() != null && !allowed.contains(decision.reason())) {
      check.reject("reason", "must be one of " + Reasons.codes(allowed));
    }
    check.orThrow();
    return new CheckedDecision(
        decision.to(), decision.reason(), note, moderator, decision.claimToken());
  }
}
