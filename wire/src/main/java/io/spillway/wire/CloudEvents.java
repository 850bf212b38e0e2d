package io.spillway.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.Failure;
import io.spillway.ports.TraceParent;
import io.spillway.ports.queue.Payload;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Common parts of the CloudEvents in queues. */
final class CloudEvents {

  /** Attribute of the Distributed Tracing extension. */
  static final String TRACE_PARENT = "traceparent";

  private CloudEvents() {}

  /** Creates a CloudEvents 1.0 envelope in structured JSON, without data. */
  static ObjectNode envelope(
      String id, String source, String type, Instant time, @Nullable TraceParent traceParent) {
    ObjectNode node =
        Json.object()
            .put("specversion", "1.0")
            .put("id", id)
            .put("source", source)
            .put("type", type);
    Stored.put(node, "time", time);
    if (traceParent != null) {
      node.put(TRACE_PARENT, traceParent.text());
    }
    return node.put("datacontenttype", "application/json");
  }

  /** Returns the trace context of an object; null if missing or invalid. */
  static @Nullable TraceParent traceParent(ObjectNode node) {
    return TraceParent.parse(node.path(TRACE_PARENT).textValue()).orElse(null);
  }

  /**
   * Parses the JSON object in a payload.
   *
   * @param what the expected kind; the first part of the failure's code
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

  private static UnreadablePayloadException unreadable(
      String code, String message, String contentType) {
    return new UnreadablePayloadException(
        Failure.permanent(code, "the payload " + message), contentType);
  }
}
