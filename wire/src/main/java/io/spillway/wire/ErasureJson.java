package io.spillway.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.erasure.Erasure;

/**
 * JSON of an erasure: {@code {erasureId, state, author, authorHash, streamId, requestedBy,
 * requestedAt, messages, violations, finishedAt}}; {@code state} is {@code pending} or {@code
 * done}.
 */
public final class ErasureJson {

  private ErasureJson() {}

  /**
   * {@return the complete erasure, for storage}
   *
   * @param erasure the erasure
   */
  public static ObjectNode write(Erasure erasure) {
    ObjectNode node = writePublic(erasure);
    if (erasure.author() != null) {
      node.put("author", erasure.author());
    }
    return node;
  }

  /**
   * {@return the erasure without the author's name}
   *
   * @param erasure the erasure
   */
  public static ObjectNode writePublic(Erasure erasure) {
    ObjectNode node =
        Json.object()
            .put("erasureId", erasure.id())
            .put("state", erasure.isFinished() ? "done" : "pending")
            .put("authorHash", erasure.authorHash());
    if (erasure.streamId() != null) {
      node.put("streamId", erasure.streamId());
    }
    node.put("requestedBy", erasure.requestedBy());
    Stored.put(node, "requestedAt", erasure.requestedAt());
    node.put("messages", erasure.messages()).put("violations", erasure.violations());
    if (erasure.finishedAt() != null) {
      Stored.put(node, "finishedAt", erasure.finishedAt());
    }
    return node;
  }

  /**
   * {@return the erasure}
   *
   * @param node JSON from {@code write}
   * @throws IllegalArgumentException if the JSON is invalid
   */
  public static Erasure read(JsonNode node) {
    return new Erasure(
        Stored.text(node, "erasureId"),
        Stored.textOrNull(node, "author"),
        Stored.text(node, "authorHash"),
        Stored.textOrNull(node, "streamId"),
        Stored.text(node, "requestedBy"),
        Stored.instant(node, "requestedAt"),
        Stored.number(node, "messages"),
        Stored.number(node, "violations"),
        node.has("finishedAt") ? Stored.instant(node, "finishedAt") : null);
  }
}
