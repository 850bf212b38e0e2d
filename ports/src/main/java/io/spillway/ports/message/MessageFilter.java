package io.spillway.ports.message;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.AuthorNames;
import io.spillway.ports.Cursor;
import io.spillway.ports.SortableTime;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Filter of published messages; all parts that are not null must match: {@code
 * MessageFilter.all().inStream(id).byAuthor(name)}. Times are rounded up to whole microseconds, the
 * precision of stored times.
 *
 * @param streamId the stream's id
 * @param author the author's name; compared by {@link AuthorNames#key}
 * @param from the earliest time of sending, inclusive
 * @param to the latest time of sending, exclusive
 */
public record MessageFilter(
    @Nullable String streamId,
    @Nullable String author,
    @Nullable Instant from,
    @Nullable Instant to) {

  private static final MessageFilter ALL = new MessageFilter(null, null, null, null);

  public MessageFilter {
    from = from == null ? null : SortableTime.storedCeiling(from);
    to = to == null ? null : SortableTime.storedCeiling(to);
  }

  /** {@return the filter that matches every message} */
  public static MessageFilter all() {
    return ALL;
  }

  /**
   * {@return the same filter, of one stream}
   *
   * @param id {@link #streamId()}; null for any
   */
  public MessageFilter inStream(@Nullable String id) {
    return new MessageFilter(id, author, from, to);
  }

  /**
   * {@return the same filter, written by one author}
   *
   * @param name {@link #author()}; null for any
   */
  public MessageFilter byAuthor(@Nullable String name) {
    return new MessageFilter(streamId, name, from, to);
  }

  /**
   * {@return the same filter, sent at an instant or later}
   *
   * @param instant {@link #from()}; null for any
   */
  public MessageFilter sentFrom(@Nullable Instant instant) {
    return new MessageFilter(streamId, author, instant, to);
  }

  /**
   * {@return the same filter, sent before an instant}
   *
   * @param instant {@link #to()}; null for any
   */
  public MessageFilter sentBefore(@Nullable Instant instant) {
    return new MessageFilter(streamId, author, from, instant);
  }

  /**
   * {@return whether a message matches}
   *
   * @param message the message
   */
  public boolean matches(Message message) {
    return (streamId == null || streamId.equals(message.streamId()))
        && (author == null || AuthorNames.same(author, message.author()))
        && (from == null || !message.sentAt().isBefore(from))
        && (to == null || message.sentAt().isBefore(to));
  }

  /**
   * {@return the filter and an order as text, to which every adapter binds its cursors}
   *
   * @param order the order of the listing
   */
  public String query(MessageOrder order) {
    String name = author == null ? "" : "by " + AuthorNames.key(author);
    return "messages " + order + " " + streamId + " " + from + " " + to + " " + name;
  }

  /**
   * {@return the cursor of a listing in this filter's stream that starts after a position, whether
   * or not there is a message at it} Every adapter accepts it: the key in a cursor is {@link
   * Message#sortKey}, a space, and the id of the message's stream.
   *
   * @param order the order of the listing
   * @param sentAt the time of the position
   * @param messageId the message's id of the position
   * @throws NullPointerException if the filter has no stream
   */
  public String cursorAfter(MessageOrder order, Instant sentAt, String messageId) {
    String stream = requireNonNull(streamId, "streamId");
    String key = SortableTime.key(SortableTime.stored(sentAt), messageId);
    return Cursor.after(query(order), key + " " + stream);
  }
}
