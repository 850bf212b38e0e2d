package io.spillway.ports.author;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.AuthorNames;
import io.spillway.ports.Ids;
import io.spillway.ports.SortableTime;
import io.spillway.ports.violation.AuditEntry;
import io.spillway.ports.violation.ReasonCode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Restriction of an author on one stream or everywhere, by a moderator, until a time. Each author
 * has at most one in each scope; names are compared by {@link AuthorNames#key}.
 *
 * @param author the author's name, as given by the moderator
 * @param streamId the stream's id; null for all streams
 * @param effect the effect on the author's messages
 * @param slowSeconds the pause between two messages for {@code SLOW}, 1 to {@value
 *     #MAX_SLOW_SECONDS}; ignored otherwise
 * @param until the end, exclusive, in microseconds
 * @param reason the reason
 * @param note a note for other moderators, 0 to {@value AuditEntry#MAX_NOTE_LENGTH} characters
 * @param by the moderator's name
 * @param since the time of the restriction, in microseconds
 */
public record Restriction(
    String author,
    @Nullable String streamId,
    RestrictionEffect effect,
    int slowSeconds,
    Instant until,
    ReasonCode reason,
    String note,
    String by,
    Instant since) {

  /** Longest pause between two messages, in seconds. */
  public static final int MAX_SLOW_SECONDS = 600;

  public Restriction {
    requireNonNull(author, "author");
    if (streamId != null) {
      Ids.require("streamId", streamId);
    }
    requireNonNull(effect, "effect");
    if (slowSeconds < 1 || slowSeconds > MAX_SLOW_SECONDS) {
      throw new IllegalArgumentException("slowSeconds must be 1 to 600: " + slowSeconds);
    }
    until = SortableTime.stored(until);
    requireNonNull(reason, "reason");
    requireNonNull(note, "note");
    requireNonNull(by, "by");
    since = SortableTime.stored(since);
  }

  /**
   * {@return whether it is in force}
   *
   * @param now the instant
   */
  public boolean isActiveAt(Instant now) {
    return now.isBefore(until);
  }

  /** {@return a key that sorts restrictions by time, then by author and scope} */
  public String sortKey() {
    return SortableTime.key(since, key());
  }

  /** {@return the key of the restriction, unique in the store} */
  public String key() {
    return AuthorNames.hash(author) + "~" + (streamId == null ? "" : streamId);
  }

  /** Identifies the restriction without names and note. */
  @Override
  public String toString() {
    return "Restriction[" + effect + " until " + until + "]";
  }
}
