package io.spillway.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.message.Message;
import io.spillway.ports.moderation.Verdict;

/** A message as {@code {streamId, messageId, author, text, sentAt, moderation}}. */
public final class MessageJson {

  private MessageJson() {}

  /**
   * {@return all of it, the whole verdict included: for those who store it}
   *
   * @param message whichever
   */
  public static ObjectNode write(Message message) {
    ObjectNode node = withoutModeration(message);
    node.set("moderation", VerdictJson.write(message.verdict()));
    return node;
  }

  /**
   * {@return what everyone may read: of the verdict only its status} Scores would teach how to stay
   * just below a threshold, as would a mark, and who released a message is nobody's business.
   *
   * @param message whichever
   */
  public static ObjectNode writePublic(Message message) {
    ObjectNode node = withoutModeration(message);
    String status = VerdictJson.publicStatus(message.verdict());
    node.putObject("moderation").put("status", status);
    return node;
  }

  /**
   * {@return what {@link #write} wrote}
   *
   * @param node as {@code write} wrote it
   * @throws IllegalArgumentException for anything else
   */
  public static Message read(JsonNode node) {
    if (!(VerdictJson.read(Stored.object(node, "moderation"))
        instanceof Verdict.Published verdict)) {
      throw new IllegalArgumentException("a message that may be read cannot be flagged");
    }
    return new Message(
        Stored.text(node, "streamId"),
        Stored.text(node, "messageId"),
        Stored.text(node, "author"),
        Stored.text(node, "text"),
        Stored.instant(node, "sentAt"),
        verdict);
  }

  private static ObjectNode withoutModeration(Message message) {
    ObjectNode node =
        Json.object()
            .put("streamId", message.streamId())
            .put("messageId", message.messageId())
            .put("author", message.author())
            .put("text", message.text());
    Stored.put(node, "sentAt", message.sentAt());
    return node;
  }
}
