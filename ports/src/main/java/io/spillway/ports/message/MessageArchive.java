package io.spillway.ports.message;

import io.spillway.ports.Monitored;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.moderation.Verdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Listings and counts of the messages in a {@link MessageStore}: for readers, the console, policy
 * trials and erasures. Moderation works without it.
 *
 * <p>A message is here as soon as the store's write has returned. Order, times, threads and
 * failures are those of {@link MessageStore}.
 */
public interface MessageArchive extends Monitored {

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
   * @param before most wanted of those before it, 0 to {@value MessageContext#MAX_EACH}
   * @param after most wanted of those behind it, 0 to {@value MessageContext#MAX_EACH}
   * @return those before and those behind it, each in the order they were sent
   */
  MessageContext neighbours(
      String streamId, String messageId, Instant sentAt, int before, int after);

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

  /**
   * {@return how many messages a stream has; a stream that was never seen has none}
   *
   * @param streamId id of the stream
   */
  MessageCounts count(String streamId);
}
