package io.spillway;

import org.jspecify.annotations.Nullable;

/**
 * A message as a viewer sent it, before validation and moderation.
 *
 * @param streamId the stream's id; required, in the form of {@link io.spillway.ports.Ids}
 * @param messageId the idempotency key chosen by the sender, in the form of {@link
 *     io.spillway.ports.Ids}; null for a new id
 * @param author the author's name on the viewer's site; required, 1 to 100 code points, no control
 *     characters
 * @param text the text; required, 1 to 500 code points, not blank
 */
public record MessageDraft(
    @Nullable String streamId,
    @Nullable String messageId,
    @Nullable String author,
    @Nullable String text) {

  /**
   * {@return a draft of a message that gets a new id}
   *
   * @param streamId the stream's id
   * @param author the author's name
   * @param text the text
   */
  public static MessageDraft of(
      @Nullable String streamId, @Nullable String author, @Nullable String text) {
    return new MessageDraft(streamId, null, author, text);
  }

  /** Omits the text and the author. */
  @Override
  public String toString() {
    return "MessageDraft[" + streamId + "/" + messageId + "]";
  }
}
