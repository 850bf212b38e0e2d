package io.spillway.ports.message;

import io.spillway.ports.Monitored;
import io.spillway.ports.PageRequest;
import io.spillway.ports.moderation.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * Store of the messages that everyone may read, as far as moderation needs it; {@link
 * MessageArchive} reads the same messages for people.
 *
 * <p>Each method is atomic, and a reader sees a write as soon as it has returned: a store commits
 * before it returns, and takes no part in a transaction of its caller. "By id" means in the order
 * of ASCII. Times, given and stored, are whole microseconds. Safe for use by many threads. Each
 * throws {@link io.spillway.ports.PortException} with {@code messages.unavailable} (TRANSIENT),
 * {@code messages.throttled} (THROTTLED), {@code messages.rejected} (PERMANENT: a wrong set-up), or
 * {@code messages.full} (THROTTLED) at an adapter's own bound. A write fails with {@code
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
   * Verdict.Unmoderated}) and that were checked again in vain at most so often, the oldest first;
   * those of one instant by id}
   *
   * @param maxRechecks as their verdict has it; 0 or more
   * @param limit most wanted, 1 to {@value PageRequest#MAX_LIMIT}
   */
  List<Message> unmoderated(int maxRechecks, int limit);

  /**
   * {@return the messages of {@link #unmoderated(int, int)}, however often they were checked again}
   *
   * @param limit most wanted, 1 to {@value PageRequest#MAX_LIMIT}
   */
  default List<Message> unmoderated(int limit) {
    return unmoderated(Integer.MAX_VALUE, limit);
  }

  /** {@return how many messages of all streams no classifier has looked at} */
  long countUnmoderated();
}
