package io.spillway.ports.message;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.Ids;
import io.spillway.ports.SortableTime;
import io.spillway.ports.moderation.Verdict;
import java.time.Instant;

/**
 * A published message of a viewer.
 *
 * @param streamId the stream's id; partition key of every store
 * @param messageId the message's id, unique within its stream
 * @param author the author's name on the site
 * @param text the text as written, not normalised
 * @param sentAt the time of acceptance, in microseconds
 * @param verdict the reason for publishing it
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
   * @param other the new verdict
   */
  public Message with(Verdict.Published other) {
    return new Message(streamId, messageId, author, text, sentAt, other);
  }

  /** {@return a key that sorts the messages of a stream by time, then by id} */
  public String sortKey() {
    return SortableTime.key(sentAt, messageId);
  }

  /** Identifies the message without its text and author. */
  @Override
  public String toString() {
    return "Message[" + streamId + "/" + messageId + "]";
  }
}
