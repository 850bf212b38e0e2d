package io.spillway.ports.deadletter;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.SortableTime;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Audit entry of a dead letter.
 *
 * @param at the time, in microseconds
 * @param who the operator's name, or {@code system:} and the rule for an automatic step
 * @param action the action
 * @param note the reason or finding; may be empty; at most {@value #MAX_NOTE_LENGTH} characters
 * @param jobId the {@link RedriveJob#id()} of the order that was processed; null for none
 */
public record DeadLetterAuditEntry(
    Instant at, String who, Action action, String note, @Nullable String jobId) {

  /** Maximum length of a note, in characters. */
  public static final int MAX_NOTE_LENGTH = 1_000;

  /** Action on a dead letter. */
  public enum Action {
    /** Added to the ledger. */
    BURIED,
    /** Payload replaced. */
    EDITED,

    /** Started again by a redrive. */
    REDRIVE_BEGUN,
    /** Failed again in a redrive, as the next generation. */
    FAILED_AGAIN,

    /** Completed by a redrive. */
    SUCCEEDED,
    /** Discarded by an operator. */
    DISCARDED,

    /** Reopened after it was discarded. */
    RESTORED,
    /**
     * Automatic retries stopped, by an operator or after a permanent failure or the maximum age.
     */
    RETRIES_STOPPED
  }

  public DeadLetterAuditEntry {
    at = SortableTime.stored(at);
    requireNonNull(who, "who");
    requireNonNull(action, "action");
    if (note.length() > MAX_NOTE_LENGTH) {
      throw new IllegalArgumentException("note must have at most 1000 characters");
    }
  }

  /**
   * Creates an entry that belongs to no order.
   *
   * @param at {@link #at()}
   * @param who {@link #who()}
   * @param action {@link #action()}
   * @param note {@link #note()}
   */
  public DeadLetterAuditEntry(Instant at, String who, Action action, String note) {
    this(at, who, action, note, null);
  }
}
