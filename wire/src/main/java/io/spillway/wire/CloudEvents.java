package io.spillway.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.Failure;
import io.spillway.ports.queue.Payload;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is the same in everything that is queued. */
final class CloudEvents {

  private static final Pattern TRACEPARENT =
      Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

  private CloudEvents() {}

  /** CloudEvents 1.0 in structured JSON, without its data. */
  static ObjectNode envelope(String id, String source, String type, Instant time) {
    ObjectNode node =
        Json.object()
            .put("specversion", "1.0")
            .put("id", id)
            .put("source", source)
            .put("type", type);
    Stored.put(node, "time", time);
    return node.put("datacontenttype", "application/json");
  }

  /**
   * The object that a payload holds.
   *
   * @param what what it should be; the first part of the code of a failure
   */
  static ObjectNode read(String what, Payload payload) {
    String text =
        payload
            .text()
            .orElseThrow(
                () ->
                    unreadable(
                        what + ".not-utf8", "is not UTF-8 text", "application/octet-stream"));
    try {
      return Json.readObject(text);
    } catch (UnreadableJsonException e) {
      throw switch (e.reason()) {
        case NOT_JSON -> unreadable(what + ".not-json", e.problem(), "text/plain");
        case NOT_AN_OBJECT -> unreadable(what + ".not-an-object", e.problem(), "application/json");
      };
    }
  }

  /** The W3C trace context of the CloudEvent that a payload holds, if it does and has one. */
  static Optional<String> traceparent(Payload payload) {
    try {
      JsonNode event = Json.readObject(payload.text().orElse(""));
      return Optional.of(event.path("traceparent").asText())
          .filter(given -> event.has("specversion") && TRACEPARENT.matcher(given).matches());
    } catch (UnreadableJsonException e) {
      return Optional.empty();
    }
  }

  private static UnreadablePayloadException unreadable(
      String code, String message, String contentType) {
    return new UnreadablePayloadException(
        Failure.permanent(code, "the payload " + message), contentType);
  }
}
