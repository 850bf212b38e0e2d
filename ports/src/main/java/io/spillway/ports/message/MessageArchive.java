package io.spillway.ports.message;

import io.spillway.ports.Monitored;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Recount;
import io.spillway.ports.moderation.Verdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Listings and counts of the messages in a {@link MessageStore}, for readers, the dashboard, policy
 * simulations and erasures. Moderation does not need it.
 *
 * <p>A message is visible as soon as the store's write has returned. Ordering, time precision,
 * thread safety and failures are those of {@link MessageStore}.
 */
public interface MessageArchive extends Monitored {

  /**
   * {@return the messages of a stream, newest first, then by id in descending order} Following the
   * cursors returns each message that exists throughout exactly once, even if others are added or
   * withdrawn.
   *
   * @param streamId the stream's id
   * @param page the page
   * @throws io.spillway.ports.InvalidCursorException if the cursor is malformed or belongs to
   *     another stream
   */
  default Page<Message> list(String streamId, PageRequest page) {
    return list(MessageFilter.all().inStream(streamId), MessageOrder.NEWEST_FIRST, page);
  }

  /**
   * {@return the messages that match a filter} Following the cursors returns each message that
   * matches throughout exactly once, even if others are added or withdrawn. Messages of different
   * streams with the same time and id are in no particular order.
   *
   * @param filter the filter
   * @param order the order
   * @param page the page; also one at {@link MessageFilter#cursorAfter}
   * @throws io.spillway.ports.InvalidCursorException if the cursor is malformed or belongs to
   *     another filter or order
   */
  Page<Message> list(MessageFilter filter, MessageOrder order, PageRequest page);

  /**
   * {@return the number of messages that match a filter, at most the limit}
   *
   * @param filter the filter
   * @param limit the number up to which messages are counted, 1 or more; the cost grows with it
   */
  int count(MessageFilter filter, int limit);

  /**
   * Returns the messages of a stream before and after a position, whether or not there is a message
   * at it; such a message is not included. Messages of the same instant are ordered by id, as in
   * {@link #list}.
   *
   * @param streamId the stream's id
   * @param messageId the message's id of the position
   * @param sentAt the time of the position
   * @param before the maximum number of messages before it, 0 to {@value MessageContext#MAX_EACH}
   * @param after the maximum number of messages after it, 0 to {@value MessageContext#MAX_EACH}
   * @return the messages before and after it, each in chronological order
   */
  MessageContext neighbours(
      String streamId, String messageId, Instant sentAt, int before, int after);

  /**
   * {@return the messages of a stream that a policy marked for a moderator ({@link
   * Verdict.Marked}), in the order of {@link #list}}
   *
   * @param streamId the stream's id
   * @param page the page
   * @throws io.spillway.ports.InvalidCursorException if the cursor is malformed or belongs to
   *     another listing
   */
  Page<Message> marked(String streamId, PageRequest page);

  /**
   * {@return some of an author's messages, in no particular order; empty only if the author has no
   * more}
   *
   * @param author a name of the author, compared by {@link io.spillway.ports.AuthorNames#key}
   * @param streamId the stream's id; null for all streams
   * @param sentBefore the latest time of sending, exclusive
   * @param limit the maximum number, 1 to {@value PageRequest#MAX_LIMIT}
   */
  List<Message> ofAuthor(String author, @Nullable String streamId, Instant sentBefore, int limit);

  /**
   * {@return the numbers of messages of a stream; zero for an unknown stream} They include each
   * write that has returned, and count an id that was added several times once. The cost does not
   * grow with the messages. A message whose retention has ended may stay counted until {@link
   * #recount}.
   *
   * @param streamId the stream's id
   */
  MessageCounts count(String streamId);

  /**
   * Counts the messages of a stream one by one, and corrects the numbers that the store keeps. For
   * operators, after a restored backup or a change by other software; the cost grows with the
   * messages. Idempotent, and exact with concurrent writes. A store that keeps no numbers returns
   * {@link #count}.
   *
   * @param streamId the stream's id
   * @return the numbers before and after
   * @throws io.spillway.ports.PortException TRANSIENT if concurrent writes changed the stream
   *     during each attempt
   */
  default Recount<MessageCounts> recount(String streamId) {
    MessageCounts counts = count(streamId);
    return new Recount<>(counts, counts);
  }
}
