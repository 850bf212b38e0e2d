package io.spillway;

import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Severity;
import io.spillway.ports.violation.AuditEntry;
import io.spillway.ports.violation.ReasonCode;
import org.jspecify.annotations.Nullable;

/**
 * A moderator's decision to withhold a published message.
 *
 * @param reason the reason's code, required; one of those for upholding a violation
 * @param note a note for other moderators, 0 to {@value AuditEntry#MAX_NOTE_LENGTH} characters;
 *     null for none
 * @param moderator the moderator's name, 1 to {@value Reviews#MAX_MODERATOR_LENGTH} code points
 * @param category the category of the violation; null for that of the reason
 * @param severity the severity of the violation; null for {@code MEDIUM}
 */
public record Withholding(
    @Nullable ReasonCode reason,
    @Nullable String note,
    @Nullable String moderator,
    @Nullable Category category,
    @Nullable Severity severity) {

  /**
   * {@return a decision with the category of its reason and medium severity}
   *
   * @param reason {@link #reason()}
   * @param note {@link #note()}
   * @param moderator {@link #moderator()}
   */
  public static Withholding of(
      ReasonCode reason, @Nullable String note, @Nullable String moderator) {
    return new Withholding(reason, note, moderator, null, null);
  }

  /** Omits the note. */
  @Override
  public String toString() {
    return "Withholding[" + reason + "]";
  }
}
