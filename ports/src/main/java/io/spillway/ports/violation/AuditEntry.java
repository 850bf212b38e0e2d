package io.spillway.ports.violation;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.SortableTime;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step in the life of a violation.
 *
 * @param at when, in microseconds
 * @param who the moderator's name, or {@code system:} and the rule for an automatic step
 * @param action what it did
 * @param from the state before; null for the first entry
 * @param to the state after
 * @param reason why, out of a fixed set; null when none was given
 * @param note what the moderator wrote about it; may be empty
 * @param bulkId of the bulk decision that this was a part of; null when it was decided alone
 */
public record AuditEntry(
    Instant at,
    String who,
    ReviewAction action,
    @Nullable ViolationState from,
    ViolationState to,
    @Nullable ReasonCode reason,
    String note,
    @Nullable String bulkId) {

  /** Longest note, in characters. */
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

  /** The same, at this instant if it was taken before. */
  AuditEntry notBefore(Instant earliest) {
    return at.isBefore(earliest)
        ? new AuditEntry(earliest, who, action, from, to, reason, note, bulkId)
        : this;
  }

  /**
   * {@return a step decided alone, without a reason code; its action is the one that leads to its
   * state}
   *
   * @param at see {@link #at()}
   * @param who see {@link #who()}
   * @param from see {@link #from()}
   * @param to see {@link #to()}
   * @param note see {@link #note()}
   */
  public static AuditEntry of(
      Instant at, String who, @Nullable ViolationState from, ViolationState to, String note) {
    return new AuditEntry(at, who, ReviewAction.leadingTo(to), from, to, null, note, null);
  }

  /**
   * {@return the same step, by another action that leads to its state}
   *
   * @param other {@link #action()}
   */
  public AuditEntry withAction(ReviewAction other) {
    return new AuditEntry(at, who, other, from, to, reason, note, bulkId);
  }

  /**
   * {@return the same step with a reason}
   *
   * @param code {@link #reason()}
   */
  public AuditEntry withReason(@Nullable ReasonCode code) {
    return new AuditEntry(at, who, action, from, to, code, note, bulkId);
  }

  /**
   * {@return the same step as a part of a bulk decision}
   *
   * @param id {@link #bulkId()}
   */
  public AuditEntry withBulkId(@Nullable String id) {
    return new AuditEntry(at, who, action, from, to, reason, note, id);
  }
}
