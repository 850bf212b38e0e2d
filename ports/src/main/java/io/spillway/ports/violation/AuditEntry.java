package io.spillway.ports.violation;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.SortableTime;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Audit entry of a violation.
 *
 * @param at the time, in microseconds
 * @param who the moderator's name, or {@code system:} and the rule for an automatic step
 * @param action the action
 * @param from the state before; null for the first entry, whose message was either new or, for
 *     {@code WITHHOLD} and {@code REPORT}, published
 * @param to the state after
 * @param reason the reason code; null for none
 * @param note the moderator's note; may be empty
 * @param bulkId the id of the bulk decision; null for an individual decision
 * @param assignee the moderator to whom {@code ASSIGN} handed it over; null for none
 */
public record AuditEntry(
    Instant at,
    String who,
    ReviewAction action,
    @Nullable ViolationState from,
    ViolationState to,
    @Nullable ReasonCode reason,
    String note,
    @Nullable String bulkId,
    @Nullable String assignee) {

  /** Maximum length of a note, in characters. */
  public static final int MAX_NOTE_LENGTH = 1_000;

  public AuditEntry {
    at = SortableTime.stored(at);
    requireNonNull(who, "who");
    requireNonNull(action, "action");
    requireNonNull(to, "to");
    if (note.length() > MAX_NOTE_LENGTH) {
      throw new IllegalArgumentException("note must have at most 1000 characters");
    }
  }

  /** Returns the same entry, moved to this instant if it is earlier. */
  AuditEntry notBefore(Instant earliest) {
    return at.isBefore(earliest)
        ? new AuditEntry(earliest, who, action, from, to, reason, note, bulkId, assignee)
        : this;
  }

  /**
   * {@return an entry of an individual decision, without a reason code, with the action that leads
   * to its state}
   *
   * @param at {@link #at()}
   * @param who {@link #who()}
   * @param from {@link #from()}
   * @param to {@link #to()}
   * @param note {@link #note()}
   */
  public static AuditEntry of(
      Instant at, String who, @Nullable ViolationState from, ViolationState to, String note) {
    return new AuditEntry(at, who, ReviewAction.leadingTo(to), from, to, null, note, null, null);
  }

  /**
   * {@return the same entry with another action}
   *
   * @param other {@link #action()}
   */
  public AuditEntry withAction(ReviewAction other) {
    return new AuditEntry(at, who, other, from, to, reason, note, bulkId, assignee);
  }

  /**
   * {@return the same entry with a reason}
   *
   * @param code {@link #reason()}
   */
  public AuditEntry withReason(@Nullable ReasonCode code) {
    return new AuditEntry(at, who, action, from, to, code, note, bulkId, assignee);
  }

  /**
   * {@return the same entry as a part of a bulk decision}
   *
   * @param id {@link #bulkId()}
   */
  public AuditEntry withBulkId(@Nullable String id) {
    return new AuditEntry(at, who, action, from, to, reason, note, id, assignee);
  }

  /**
   * {@return an entry of an assignment, which leaves the state as it is}
   *
   * @param at {@link #at()}
   * @param who {@link #who()}
   * @param state the state
   * @param assignee {@link #assignee()}
   * @param note {@link #note()}
   */
  public static AuditEntry assignment(
      Instant at, String who, ViolationState state, @Nullable String assignee, String note) {
    return new AuditEntry(at, who, ReviewAction.ASSIGN, state, state, null, note, null, assignee);
  }
}
