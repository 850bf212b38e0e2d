package io.spillway;

import java.util.Collection;
import java.util.List;
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
 * @param roles the author's roles on the viewer's site, such as {@code moderator}, by which a
 *     policy may exempt authors; not stored; at most {@value #MAX_ROLES}, each 1 to {@value
 *     #MAX_ROLE_LENGTH} lower-case letters, digits, hyphens and underscores
 */
public record MessageDraft(
    @Nullable String streamId,
    @Nullable String messageId,
    @Nullable String author,
    @Nullable String text,
    List<String> roles) {

  /** Most roles of an author. */
  public static final int MAX_ROLES = 10;

  /** Longest role, in characters. */
  public static final int MAX_ROLE_LENGTH = 32;

  public MessageDraft {
    roles = List.copyOf(roles);
  }

  /**
   * Creates a draft without roles.
   *
   * @param streamId {@link #streamId()}
   * @param messageId {@link #messageId()}
   * @param author {@link #author()}
   * @param text {@link #text()}
   */
  public MessageDraft(
      @Nullable String streamId,
      @Nullable String messageId,
      @Nullable String author,
      @Nullable String text) {
    this(streamId, messageId, author, text, List.of());
  }

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

  /**
   * {@return the same draft with other roles}
   *
   * @param wanted {@link #roles()}
   */
  public MessageDraft withRoles(Collection<String> wanted) {
    return new MessageDraft(streamId, messageId, author, text, List.copyOf(wanted));
  }

  /** Omits the text and the author. */
  @Override
  public String toString() {
    return "MessageDraft[" + streamId + "/" + messageId + "]";
  }
}
