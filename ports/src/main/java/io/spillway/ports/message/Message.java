package io.spillway.ports.message;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.Ids;
import io.spillway.ports.SortableTime;
import io.spillway.ports.moderation.Verdict;
import java.time.Instant;

/**
 * What a viewer wrote, as everyone may read it.
 *
 * @param streamId the stream it was written on; partition of every store
 * @param messageId unique within its stream
 * @param author as the viewer's site names them
 * @param text as it was written, not normalised
 * @param sentAt when it was accepted, in microseconds
 * @param verdict why it may be read
 */
public record Message(
    String streamId,
    String messageId,
    String author,
    String text,
    Instant sentAt,
    Verdict.Published verdict) {

  public Message {
    Ids.require("streamId", streamId);
    Ids.require("messageId", messageId);
    requireNonNull(author, "author");
    requireNonNull(text, "text");
    sentAt = SortableTime.stored(sentAt);
    requireNonNull(verdict, "verdict");
  }

  /**
   * {@return the same message with another verdict}
   *
   * @param other what is to stand in place of its verdict
   */
  public Message with(Verdict.Published other) {
    return new Message(streamId, messageId, author, text, sentAt, other);
  }

  /** {@return a key that sorts the messages of a stream by time, then by id} */
  public String sortKey() {
    return SortableTime.key(sentAt, messageId);
  }

  /** Says which message it is, and nothing of what was written or by whom. */
  @Override
  public String toString() {
    return "Message[" + streamId + "/" + messageId + "]";
  }
}
