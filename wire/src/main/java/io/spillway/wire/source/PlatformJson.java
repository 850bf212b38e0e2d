package io.spillway.wire.source;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.source.UnreadableDeliveryException;
import io.spillway.wire.Json;
import io.spillway.wire.JsonFields;
import io.spillway.wire.UnreadableJsonException;
import java.util.stream.Collectors;

/** Reader of platforms' JSON. Unknown fields are ignored: platforms add fields at any time. */
final class PlatformJson {

  private PlatformJson() {}

  static JsonFields read(Payload content) {
    return new JsonFields(object(content));
  }

  private static ObjectNode object(Payload content) {
    String text =
        content
            .text()
            .orElseThrow(() -> new UnreadableDeliveryException("the body is not UTF-8 text"));
    try {
      return Json.readObject(text);
    } catch (UnreadableJsonException e) {
      throw new UnreadableDeliveryException("the body " + e.problem());
    }
  }

  /** Throws {@link UnreadableDeliveryException} if a field that was read has a wrong type. */
  static void requireReadable(JsonFields fields) {
    if (!fields.wrong().isEmpty()) {
      throw new UnreadableDeliveryException(
          fields.wrong().entrySet().stream()
              .map(field -> field.getKey() + " " + field.getValue())
              .collect(Collectors.joining("; ")));
    }
  }
}
