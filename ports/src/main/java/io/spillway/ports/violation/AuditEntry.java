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
 * @param from the state before; null for the first entry
 * @param to the state after
 * @param note what the moderator wrote about it; may be empty
 */
public record AuditEntry(
    Instant at, String who, @Nullable ViolationState from, ViolationState to, String note) {

  /** Longest note, in characters. */
  public static final int MAX_NOTE_LENGTH = 1_000;

  public AuditEntry {
    at = SortableTime.stored(at);
    requireNonNull(who, "who");
    requireNonNull(to, "to");
    if (note.length() > MAX_NOTE_LENGTH) {
      throw new IllegalArgumentException("note must have at most 1000 characters");
    }
  }
}
