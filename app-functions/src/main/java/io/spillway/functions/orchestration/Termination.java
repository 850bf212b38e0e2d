package io.spillway.functions.orchestration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.wire.Json;
import io.spillway.wire.UnreadableJsonException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Termination of a workflow by an operator, as the engine stores it with the orchestration.
 *
 * @param who the operator's name
 * @param reason the operator's reason
 */
public record Termination(String who, String reason) {

  /** Returns {@code {who, reason}}. */
  public ObjectNode write() {
    return Json.object().put("who", who).put("reason", reason);
  }

  /**
   * Reads the termination in an orchestration's output, which hosts keep as JSON or as a text that
   * contains JSON.
   */
  static Optional<Termination> read(@Nullable JsonNode output) {
    if (output == null) {
      return Optional.empty();
    }
    JsonNode node = output.isTextual() ? parse(output.asText()) : output;
    return node.path("who").isTextual() && node.path("reason").isTextual()
        ? Optional.of(new Termination(node.path("who").asText(), node.path("reason").asText()))
        : Optional.empty();
  }

  private static JsonNode parse(String text) {
    try {
      return Json.readObject(text);
    } catch (UnreadableJsonException e) {
      return Json.object(); // a reason given through the engine's own API
    }
  }
}
