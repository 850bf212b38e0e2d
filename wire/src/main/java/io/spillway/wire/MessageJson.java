package io.spillway.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.message.Message;
import io.spillway.ports.moderation.Verdict;

/** JSON of a message: {@code {streamId, messageId, author, text, sentAt, moderation}}. */
public final class MessageJson {

  private MessageJson() {}

  /**
   * {@return the complete message, including the verdict, for storage}
   *
   * @param message the message
   */
  public static ObjectNode write(Message message) {
    ObjectNode node = withoutModeration(message);
    node.set("moderation", VerdictJson.write(message.verdict()));
    return node;
  }

  /**
   * {@return the public part of a message: of the verdict only its status} Scores and marks would
   * reveal how to stay just below a threshold, and the name of the moderator who released a message
   * is confidential.
   *
   * @param message the message
   */
  public static ObjectNode writePublic(Message message) {
    ObjectNode node = withoutModeration(message);
    String status = VerdictJson.publicStatus(message.verdict());
    node.putObject("moderation").put("status", status);
    return node;
  }

  /**
   * {@return the message}
   *
   * @param node JSON from {@code write}
   * @throws IllegalArgumentException if the JSON is invalid
   */
  public static Message read(JsonNode node) {
    if (!(VerdictJson.read(Stored.object(node, "moderation"))
        instanceof Verdict.Published verdict)) {
      throw new IllegalArgumentException("a published message cannot be flagged");
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
