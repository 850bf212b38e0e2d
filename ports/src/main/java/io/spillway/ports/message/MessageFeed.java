package io.spillway.ports.message;

import io.spillway.ports.Monitored;
import io.spillway.ports.PageRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Changes of the messages in a {@link MessageStore}, for chat clients, which show published
 * messages and remove withdrawn ones.
 *
 * <p>Changes of one stream are told in the order of their commits, at least once. A reader that
 * follows the cursors and applies each change by message id, the last one winning, shows what the
 * store has. Of several changes of one message only the last may be told. Expiry is not a change.
 *
 * <p>Thread-safe. Failures are those of {@link MessageStore}.
 */
public interface MessageFeed extends Monitored {

  /**
   * Time for which a withdrawn message's id is told, and after which a cursor expires: a reader
   * that was away for longer starts again.
   */
  Duration WITHDRAWN_KEPT = Duration.ofDays(1);

  /**
   * Returns the changes after a cursor, or the latest messages.
   *
   * <p>A cursor never skips a change, however late it was committed: positions are in the order of
   * commits, not of times. The first read's cursor is taken before its messages are read, so the
   * next read may tell some of them again. A page may have fewer changes than the limit; only one
   * without changes means that there are no more. Its cursor is the one that was given, unless that
   * is older than {@link FeedCursor#RENEWED_AFTER}.
   *
   * @param streamId the stream's id
   * @param after {@link FeedPage#cursor()} of the previous read; null for the latest messages, in
   *     chronological order
   * @param limit the maximum number of changes, {@value PageRequest#MIN_LIMIT} to {@value
   *     PageRequest#MAX_LIMIT}
   * @return the changes, and the cursor of the next read
   * @throws io.spillway.ports.InvalidCursorException if the cursor is malformed, belongs to another
   *     stream or is older than {@link #WITHDRAWN_KEPT}
   * @throws IllegalArgumentException if the limit is out of range
   */
  FeedPage read(String streamId, @Nullable String after, int limit);

  /**
   * {@return the time of sending of a message that is published or was withdrawn within {@link
   * #WITHDRAWN_KEPT}; empty for any other}
   *
   * @param streamId the stream's id
   * @param messageId the message's id
   */
  Optional<Instant> sentAt(String streamId, String messageId);
}
