package io.spillway.ports.message;

import io.spillway.ports.Monitored;
import io.spillway.ports.PageRequest;
import io.spillway.ports.moderation.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * Store of the published messages, with the operations that moderation needs; {@link
 * MessageArchive} has the listings of the same messages.
 *
 * <p>Each method is atomic, and writes are visible to readers as soon as they return: a store
 * commits before it returns and does not join a transaction of its caller. Ordering by id is in
 * ASCII order. Times are whole microseconds. Thread-safe. Each throws {@link
 * io.spillway.ports.PortException} with {@code messages.unavailable} (TRANSIENT), {@code
 * messages.throttled} (THROTTLED), {@code messages.rejected} (PERMANENT: a configuration error), or
 * {@code messages.full} (THROTTLED) at an adapter's own limit. A write fails with {@code
 * messages.partition-full} (PERMANENT) while the stream's partition in the database is full. After
 * a TRANSIENT failure, a write may have been applied; a retry is safe.
 */
public interface MessageStore extends Monitored {

  /**
   * Adds a message unless its id exists on its stream. Idempotent: of any number of calls with one
   * id, concurrent or consecutive, the first one wins and all return the stored message.
   *
   * @param message the message
   * @return the stored message: the given one or an earlier one
   */
  Message add(Message message);

  /**
   * {@return the published message with this id; empty if it does not exist}
   *
   * @param streamId the stream's id
   * @param messageId the message's id
   */
  Optional<Message> find(String streamId, String messageId);

  /**
   * Removes a message completely, so that a message with the same id can be added later.
   * Idempotent. {@link MessageFeed} tells its id for a day.
   *
   * @param streamId the stream's id
   * @param messageId the message's id
   * @return whether it existed
   */
  boolean withdraw(String streamId, String messageId);

  /**
   * Replaces a message's verdict if the stored message equals the one that was read
   * (compare-and-set). Of two concurrent callers exactly one succeeds; a withdrawn message does not
   * reappear. A retry after a lost response returns false.
   *
   * @param read the message as read from the store
   * @param verdict the new verdict
   * @return whether it was replaced
   */
  boolean replaceVerdict(Message read, Verdict.Published verdict);

  /**
   * {@return the messages of all streams that no classifier has scored ({@link
   * Verdict.Unmoderated}), with at most this many failed rechecks, oldest first, then by id}
   *
   * @param maxRechecks the maximum number of failed rechecks; 0 or more
   * @param limit the maximum number, 1 to {@value PageRequest#MAX_LIMIT}
   */
  List<Message> unmoderated(int maxRechecks, int limit);

  /**
   * {@return the messages of {@link #unmoderated(int, int)} with any number of rechecks}
   *
   * @param limit the maximum number, 1 to {@value PageRequest#MAX_LIMIT}
   */
  default List<Message> unmoderated(int limit) {
    return unmoderated(Integer.MAX_VALUE, limit);
  }

  /**
   * {@return the number of unmoderated messages of all streams, at most the limit, so that no more
   * documents are read}
   *
   * @param limit the number up to which messages are counted, 1 or more
   */
  int countUnmoderated(int limit);
}
