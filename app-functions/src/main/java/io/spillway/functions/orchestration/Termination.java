package io.spillway.functions.orchestration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.wire.Json;
import io.spillway.wire.UnreadableJsonException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * End of a workflow by hand, as the engine keeps it with the orchestration.
 *
 * @param who the operator
 * @param reason the operator's reason
 */
public record Termination(String who, String reason) {

  /** {@code {who, reason}}. */
  public ObjectNode write() {
    return Json.object().put("who", who).put("reason", reason);
  }

  /** The end in an orchestration's output; hosts keep it as JSON or as a text that holds JSON. */
  static Optional<Termination> read(@Nullable JsonNode output) {
    if (output == null) {
      return Optional.empty();
    }
    JsonNode node = output.isTextual() ? parsed(output.asText()) : output;
    return node.path("who").isTextual() && node.path("reason").isTextual()
        ? Optional.of(new Termination(node.path("who").asText(), node.path("reason").asText()))
        : Optional.empty();
  }

  private static JsonNode parsed(String text) {
    try {
      return Json.readObject(text);
    } catch (UnreadableJsonException e) {
      return Json.object(); // a reason that came by the engine's own API
    }
  }
}
