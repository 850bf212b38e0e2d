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
public record LetterStep(Instant at, String who, Action action, String note) {

  /** Longest note, in characters. */
  public static final int MAX_NOTE_LENGTH = 1_000;

  /** What can be done to a letter. */
  public enum Action {
    BURIED,
    EDITED,
    REDRIVE_BEGUN,
    FAILED_AGAIN,
    SUCCEEDED,
    DISCARDED,
    RESTORED
  }

  public LetterStep {
    at = SortableTime.stored(at);
    requireNonNull(who, "who");
    requireNonNull(action, "action");
    if (note.length() > MAX_NOTE_LENGTH) {
      throw new IllegalArgumentException("note must have at most 1000 characters");
    }
  }
}
