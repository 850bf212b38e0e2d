package io.spillway.core.violation;

import static java.util.Objects.requireNonNullElse;

import io.spillway.Reviews;
import io.spillway.Withholding;
import io.spillway.core.InputCheck;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Severity;
import io.spillway.ports.violation.AuditEntry;
import io.spillway.ports.violation.ReasonCode;
import io.spillway.ports.violation.ReviewAction;
import io.spillway.ports.violation.ViolationState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Validated withholding of a published message. */
record CheckedWithholding(
    ReasonCode reason, String note, String moderator, Category category, Severity severity) {

  /** Validates the input. Throws {@link io.spillway.InvalidInputException} naming each field. */
  static CheckedWithholding of(Withholding asked) {
    InputCheck check = new InputCheck();
    String note = check.note("note", asked.note(), AuditEntry.MAX_NOTE_LENGTH);
    String who = check.person("moderator", asked.moderator(), Reviews.MAX_MODERATOR_LENGTH);
    ReasonCode reason = Reasons.require(check, asked.reason());
    check.orThrow();
    return new CheckedWithholding(
        reason,
        note,
        who,
        requireNonNullElse(asked.category(), ByHand.category(reason)),
        requireNonNullElse(asked.severity(), Severity.MEDIUM));
  }

  /** Returns the decision on a case that waits. */
  CheckedDecision decision() {
    return new CheckedDecision(ViolationState.UPHELD, reason, note, moderator, null);
  }

  /** Returns the audit entry for a published message. */
  AuditEntry entry(Instant now, @Nullable ViolationState from, @Nullable String bulkId) {
    return AuditEntry.of(now, moderator, from, ViolationState.UPHELD, note)
        .withAction(ReviewAction.WITHHOLD)
        .withReason(reason)
        .withBulkId(bulkId);
  }
}
