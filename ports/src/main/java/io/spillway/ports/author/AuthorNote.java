package io.spillway.ports.author;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.Ids;
import io.spillway.ports.SortableTime;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A moderator's note about an author, for other moderators.
 *
 * @param id the id, in the form of {@link Ids}
 * @param author the author's name, as given by the moderator
 * @param streamId the stream's id; null for all streams
 * @param text the text, 1 to {@value #MAX_TEXT_LENGTH} characters
 * @param by the moderator's name
 * @param at the time, in microseconds
 */
public record AuthorNote(
    String id, String author, @Nullable String streamId, String text, String by, Instant at) {

  /** Maximum length of a text, in characters. */
  public static final int MAX_TEXT_LENGTH = 1_000;

  public AuthorNote {
    Ids.require("id", id);
    requireNonNull(author, "author");
    if (text.isEmpty() || text.length() > MAX_TEXT_LENGTH) {
      throw new IllegalArgumentException("text must have 1 to 1000 characters");
    }
    requireNonNull(by, "by");
    at = SortableTime.stored(at);
  }

  /** {@return a key that sorts notes by time, then by id} */
  public String sortKey() {
    return SortableTime.key(at, id);
  }

  /** Identifies the note without names and text. */
  @Override
  public String toString() {
    return "AuthorNote[" + id + "]";
  }
}
