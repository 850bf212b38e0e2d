package io.spillway.ports.message;

import io.spillway.ports.Monitored;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.moderation.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The messages that everyone may read, by stream.
 *
 * <p>Each method is atomic, and a reader sees a write as soon as it has returned: a store commits
 * before it returns, and takes no part in a transaction of its caller. "By id" means in the order
 * of ASCII. Times are whole microseconds. Safe for use by many threads. Each throws {@link
 * io.spillway.ports.PortException} with {@code messages.unavailable} (TRANSIENT), {@code
 * messages.throttled} (THROTTLED), {@code messages.rejected} (PERMANENT: a wrong set-up), or {@code
 * messages.full} (THROTTLED) at an adapter's own bound. A write fails with {@code
 * messages.partition-full} (PERMANENT) while the database keeps no more under its stream. After a
 * TRANSIENT failure of a write it may have been applied; doing it again is safe.
 */
public interface MessageStore extends Monitored {

  /**
   * Stores a message unless its id is taken on its stream. Idempotent: of any number of calls with
   * one id, at once or in turn, the first one wins and all return what it stored.
   *
   * @param message with a verdict under which it may be read
   * @return what is stored under this id now: the message given, or the one that was there before
   */
  Message add(Message message);

  /**
   * {@return the message with this id, if it can be read}
   *
   * @param streamId id of the stream
   * @param messageId the message's
   */
  Optional<Message> find(String streamId, String messageId);

  /**
   * {@return the messages of a stream, newest first; those of one instant by id, the highest first}
   * Following the cursors shows each message that was there all the time exactly once, whatever is
   * added or withdrawn meanwhile.
   *
   * @param streamId id of the stream
   * @param page which part of the listing
   * @throws io.spillway.ports.InvalidCursorException for a cursor that is malformed or was handed
   *     out for another stream
   */
  Page<Message> list(String streamId, PageRequest page);

  /**
   * The messages of a stream next to a place in it, whether a message stands there or not: one that
   * does is none of them. Of one instant the order is by id, as in {@link #list}.
   *
   * @param streamId id of the stream
   * @param messageId with {@code sentAt} the place
   * @param sentAt with {@code messageId} the place
   * @param before most wanted of those before it, 0 to {@value Neighbours#MAX_EACH}
   * @param after most wanted of those behind it, 0 to {@value Neighbours#MAX_EACH}
   * @return those before and those behind it, each in the order they were sent
   */
  Neighbours neighbours(String streamId, String messageId, Instant sentAt, int before, int after);

  /**
   * Takes a message away from the readers; nothing of it is left, so that one added under its id
   * later can be read. Idempotent.
   *
   * @param streamId id of the stream
   * @param messageId the message's
   * @return whether it was there
   */
  boolean withdraw(String streamId, String messageId);

  /**
   * Puts another verdict on a message if it is stored exactly as it was read. Of two callers that
   * name the same message exactly one does it, and one that was withdrawn does not come back. A
   * caller whose answer was lost and who tries again is told that nothing was done.
   *
   * @param read as the store gave it
   * @param verdict what is to stand in place of its verdict
   * @return whether it was done
   */
  boolean replaceVerdict(Message read, Verdict.Published verdict);

  /**
   * {@return the messages of all streams that no classifier has looked at ({@link
   * Verdict.Unmoderated}), the oldest first; those of one instant by id}
   *
   * @param limit most wanted, 1 to {@value PageRequest#MAX_LIMIT}
   */
  List<Message> unmoderated(int limit);

  /**
   * {@return of the messages of {@link #unmoderated(int)} those that were checked again in vain
   * exactly so often, in the same order}
   *
   * @param rechecks as their verdict has it; 0 or more
   * @param limit most wanted, 1 to {@value PageRequest#MAX_LIMIT}
   */
  List<Message> unmoderated(int rechecks, int limit);

  /**
   * {@return the messages of a stream that policy marked for a moderator ({@link Verdict.Marked}),
   * as {@link #list} lists them}
   *
   * @param streamId id of the stream
   * @param page which part of the listing
   * @throws io.spillway.ports.InvalidCursorException for a cursor that is malformed or was handed
   *     out for another listing
   */
  Page<Message> marked(String streamId, PageRequest page);

  /**
   * {@return some of an author's messages, in no particular order: none only when there are none}
   *
   * @param author exactly this one
   * @param streamId on this stream; null for all streams
   * @param sentBefore sent before this instant
   * @param limit most wanted, 1 to {@value PageRequest#MAX_LIMIT}
   */
  List<Message> ofAuthor(String author, @Nullable String streamId, Instant sentBefore, int limit);

  /** {@return how many messages of all streams no classifier has looked at} */
  long countUnmoderated();

  /**
   * {@return how many messages a stream has; a stream that was never seen has none}
   *
   * @param streamId id of the stream
   */
  MessageCounts count(String streamId);
}
