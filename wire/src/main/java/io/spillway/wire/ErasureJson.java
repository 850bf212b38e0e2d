package io.spillway.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.erasure.Erasure;
import java.util.Map;
import java.util.TreeMap;

/**
 * JSON of an erasure: {@code {erasureId, state, author, authorHash, streamId, requestedBy,
 * requestedAt, messages, violations, done, position, finishedAt}}; {@code state} is {@code pending}
 * or {@code done}. {@code done} has the number of erased items by kind; {@code messages} and {@code
 * violations} repeat two of them.
 */
public final class ErasureJson {

  private static final String MESSAGES = "messages";
  private static final String VIOLATIONS = "violations";

  private ErasureJson() {}

  /**
   * {@return the complete erasure, for storage}
   *
   * @param erasure the erasure
   */
  public static ObjectNode write(Erasure erasure) {
    ObjectNode node = writePublic(erasure);
    Stored.putIfAny(node, "author", erasure.author());
    Erasure.Position position = erasure.position();
    if (position != null) {
      node.putObject("position")
          .put("kind", position.kind())
          .put("cursor", position.cursor())
          .put("conclusive", position.conclusive());
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
    Stored.putIfAny(node, "streamId", erasure.streamId());
    node.put("requestedBy", erasure.requestedBy());
    Stored.put(node, "requestedAt", erasure.requestedAt());
    node.put("messages", erasure.count(MESSAGES)).put("violations", erasure.count(VIOLATIONS));
    erasure.done().forEach(node.putObject("done")::put);
    Stored.putIfAny(node, "finishedAt", erasure.finishedAt());
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
        done(node),
        node.hasNonNull("position") ? position(Stored.object(node, "position")) : null,
        node.has("finishedAt") ? Stored.instant(node, "finishedAt") : null);
  }

  /** Reads the numbers; erasures stored before {@code done} existed have two. */
  private static Map<String, Long> done(JsonNode node) {
    ObjectNode stored =
        node.has("done")
            ? Stored.object(node, "done")
            : ((ObjectNode) node.deepCopy()).retain(MESSAGES, VIOLATIONS);
    Map<String, Long> done = new TreeMap<>();
    stored.fieldNames().forEachRemaining(kind -> done.put(kind, Stored.longNumber(stored, kind)));
    return done;
  }

  private static Erasure.Position position(JsonNode node) {
    return new Erasure.Position(
        Stored.textOrNull(node, "kind"),
        Stored.textOrNull(node, "cursor"),
        Stored.flag(node, "conclusive"));
  }
}
