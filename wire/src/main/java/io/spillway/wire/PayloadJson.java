package io.spillway.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.queue.Payload;
import java.util.Base64;

/**
 * A payload as {@code {size, sha256, text}} when it is UTF-8, else {@code {size, sha256, base64}}:
 * both are exact, byte for byte.
 */
final class PayloadJson {

  private PayloadJson() {}

  static ObjectNode write(Payload payload) {
    ObjectNode node = Json.object().put("size", payload.size()).put("sha256", payload.sha256());
    payload
        .text()
        .ifPresentOrElse(
            text -> node.put("text", text),
            () -> node.put("base64", Base64.getEncoder().encodeToString(payload.bytes())));
    return node;
  }

  static Payload read(JsonNode node) {
    String text = Stored.textOrNull(node, "text");
    return Payload.of(
        text == null
            ? Base64.getDecoder().decode(Stored.text(node, "base64"))
            : text.getBytes(UTF_8));
  }
}
