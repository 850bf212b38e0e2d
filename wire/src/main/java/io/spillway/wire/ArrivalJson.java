package io.spillway.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.event.Arrival;
import io.spillway.ports.queue.Payload;
import java.util.Base64;

/**
 * How an event came in. Its payload is {@code {size, sha256, text}} when it is UTF-8, else {@code
 * {size, sha256, base64}}: both are exact, byte for byte.
 */
final class ArrivalJson {

  private ArrivalJson() {}

  static ObjectNode write(Arrival arrival) {
    ObjectNode node =
        Json.object()
            .put("queue", arrival.queue())
            .put("messageId", arrival.messageId())
            .put("insertedAt", arrival.insertedAt().toString())
            .put("dequeueCount", arrival.dequeueCount())
            .put("contentType", arrival.contentType());
    if (arrival.traceParent() != null) {
      node.put(CloudEvents.TRACE_PARENT, arrival.traceParent().text());
    }
    Payload payload = arrival.payload();
    ObjectNode body =
        node.putObject("payload").put("size", payload.size()).put("sha256", payload.sha256());
    payload
        .text()
        .ifPresentOrElse(
            text -> body.put("text", text),
            () -> body.put("base64", Base64.getEncoder().encodeToString(payload.bytes())));
    return node;
  }

  static Arrival read(ObjectNode node) {
    ObjectNode body = Stored.object(node, "payload");
    String text = Stored.textOrNull(body, "text");
    byte[] bytes =
        text == null
            ? Base64.getDecoder().decode(Stored.text(body, "base64"))
            : text.getBytes(UTF_8);
    return new Arrival(
        Stored.text(node, "queue"),
        Stored.text(node, "messageId"),
        Stored.instant(node, "insertedAt"),
        Stored.number(node, "dequeueCount"),
        Payload.of(bytes),
        Stored.text(node, "contentType"),
        CloudEvents.traceParent(node));
  }
}
