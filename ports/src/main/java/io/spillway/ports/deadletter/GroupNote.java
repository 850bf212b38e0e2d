package io.spillway.ports.deadletter;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.SortableTime;
import java.time.Instant;

/**
 * An operator's note about a group of dead letters, for other operators, such as a ticket's number.
 *
 * @param groupBy the property of the group
 * @param key the group's key; empty for dead letters without the property
 * @param text the text, 1 to {@value #MAX_TEXT_LENGTH} characters
 * @param by the operator's name
 * @param at the time, in microseconds
 */
public record GroupNote(
    DeadLetterGrouping groupBy, String key, String text, String by, Instant at) {

  /** Maximum length of a text, in characters. */
  public static final int MAX_TEXT_LENGTH = 500;

  /** Maximum length of a key, in characters. */
  public static final int MAX_KEY_LENGTH = 1_000;

  public GroupNote {
    requireNonNull(groupBy, "groupBy");
    if (key.length() > MAX_KEY_LENGTH) {
      throw new IllegalArgumentException("key must have at most 1000 characters");
    }
    if (text.isEmpty() || text.length() > MAX_TEXT_LENGTH) {
      throw new IllegalArgumentException("text must have 1 to 500 characters");
    }
    requireNonNull(by, "by");
    at = SortableTime.stored(at);
  }

  /** Identifies the note without its text. */
  @Override
  public String toString() {
    return "GroupNote[" + groupBy + " " + key + "]";
  }
}
