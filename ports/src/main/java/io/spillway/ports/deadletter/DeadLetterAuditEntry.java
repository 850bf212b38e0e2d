package io.spillway.ports.deadletter;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.SortableTime;
import java.time.Instant;

/**
 * One step in the life of a dead letter.
 *
 * @param at when, in microseconds
 * @param who the operator's name, or {@code system:} and the rule for an automatic step
 * @param action what was done
 * @param note why, or what was found; may be empty; at most {@value #MAX_NOTE_LENGTH} characters
 */
public record DeadLetterAuditEntry(Instant at, String who, Action action, String note) {

  /** Longest note, in characters. */
  public static final int MAX_NOTE_LENGTH = 1_000;

  /** What can be done to a letter. */
  public enum Action {
    /** It came into the ledger. */
    BURIED,
    /** Its payload was replaced. */
    EDITED,

    /** A redrive sent it on its way again. */
    REDRIVE_BEGUN,
    /** It came back from its way, as the next generation. */
    FAILED_AGAIN,

    /** A redrive brought it to a good end. */
    SUCCEEDED,
    /** Somebody decided that nothing is to be done about it. */
    DISCARDED,

    /** It was discarded, and is open again. */
    RESTORED
  }

  public DeadLetterAuditEntry {
    at = SortableTime.stored(at);
    requireNonNull(who, "who");
    requireNonNull(action, "action");
    if (note.length() > MAX_NOTE_LENGTH) {
      throw new IllegalArgumentException("note must have at most 1000 characters");
    }
  }
}
