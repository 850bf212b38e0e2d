package io.spillway.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.author.Restriction;
import io.spillway.ports.author.RestrictionEffect;

/**
 * JSON of a restriction: {@code {author, streamId, effect, slowSeconds, until, reason, note, by,
 * since}}; without {@code streamId} for all streams.
 */
public final class RestrictionJson {

  private RestrictionJson() {}

  /**
   * {@return the restriction as JSON}
   *
   * @param restriction the restriction
   */
  public static ObjectNode write(Restriction restriction) {
    ObjectNode node = Json.object().put("author", restriction.author());
    Stored.putIfAny(node, "streamId", restriction.streamId());
    node.put("effect", Codes.code(restriction.effect()))
        .put("slowSeconds", restriction.slowSeconds());
    Stored.put(node, "until", restriction.until());
    node.put("reason", restriction.reason().code())
        .put("note", restriction.note())
        .put("by", restriction.by());
    Stored.put(node, "since", restriction.since());
    return node;
  }

  /**
   * {@return the restriction}
   *
   * @param node JSON from {@code write}
   * @throws IllegalArgumentException if the JSON is invalid
   */
  public static Restriction read(JsonNode node) {
    return new Restriction(
        Stored.text(node, "author"),
        Stored.textOrNull(node, "streamId"),
        Stored.code(node, "effect", RestrictionEffect.class),
        Stored.number(node, "slowSeconds"),
        Stored.instant(node, "until"),
        Stored.reason(node, "reason"),
        Stored.text(node, "note"),
        Stored.text(node, "by"),
        Stored.instant(node, "since"));
  }
}
