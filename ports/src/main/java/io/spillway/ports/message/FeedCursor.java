package io.spillway.ports.message;

import io.spillway.ports.Cursor;
import io.spillway.ports.InvalidCursorException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Contents of a cursor of a {@link MessageFeed}, for adapters: the number of the last commit told
 * to the reader, and the time by which the cursor expires.
 *
 * @param position the number of a commit of the database, 0 or more
 * @param issuedAt the time of the read that issued the cursor, in seconds
 */
public record FeedCursor(long position, Instant issuedAt) {

  /**
   * Age from which a cursor is replaced even if nothing changed, so that a reader of a quiet stream
   * does not keep one until it expires.
   */
  public static final Duration RENEWED_AFTER = Duration.ofHours(1);

  private static final String FORM = "\\d{1,18} \\d{1,11}";

  public FeedCursor {
    if (position < 0) {
      throw new IllegalArgumentException("position must not be negative: " + position);
    }
    issuedAt = Instant.ofEpochSecond(issuedAt.getEpochSecond());
  }

  /**
   * {@return the contents of a cursor; null for the first read}
   *
   * @param streamId the stream's id
   * @param cursor the cursor; null for the first read
   * @param now the time of the read
   * @throws InvalidCursorException if the cursor is malformed, belongs to another stream or has
   *     expired
   */
  public static @Nullable FeedCursor read(String streamId, @Nullable String cursor, Instant now) {
    if (cursor == null) {
      return null;
    }
    String key = Objects.requireNonNull(Cursor.lastKey(query(streamId), cursor));
    if (!key.matches(FORM)) {
      throw new InvalidCursorException("cursor is malformed");
    }
    int space = key.indexOf(' ');
    Instant issuedAt = Instant.ofEpochSecond(Long.parseLong(key.substring(space + 1)));
    if (!issuedAt.plus(MessageFeed.WITHDRAWN_KEPT).isAfter(now)) {
      throw new InvalidCursorException("cursor has expired");
    }
    return new FeedCursor(Long.parseLong(key.substring(0, space)), issuedAt);
  }

  /**
   * {@return the cursor, in URL-safe characters}
   *
   * @param streamId the stream's id
   */
  public String text(String streamId) {
    return Cursor.after(query(streamId), position + " " + issuedAt.getEpochSecond());
  }

  /**
   * {@return whether the cursor is so old that a read without changes replaces it}
   *
   * @param now the time of the read
   */
  public boolean isToBeRenewed(Instant now) {
    return !issuedAt.plus(RENEWED_AFTER).isAfter(now);
  }

  private static String query(String streamId) {
    return "feed of " + streamId;
  }
}
