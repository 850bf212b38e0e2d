package io.spillway;

import org.jspecify.annotations.Nullable;

/**
 * What a viewer sent, not yet looked at.
 *
 * @param streamId the stream it is for; required, in the form of {@link io.spillway.ports.Ids}
 * @param messageId chosen by the sender, who may then send it again without fear of a second
 *     message; in the form of {@link io.spillway.ports.Ids}; null for a new one
 * @param author as the viewer's site names them; required, 1 to 100 code points, no control
 *     characters
 * @param text required, 1 to 500 code points with something to see
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

  /** Names nothing of what was written or by whom. */
  @Override
  public String toString() {
    return "MessageDraft[" + streamId + "/" + messageId + "]";
  }
}
