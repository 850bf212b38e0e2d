package io.spillway.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.Failure;
import io.spillway.ports.TraceParent;
import io.spillway.ports.queue.Payload;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is the same in everything that is queued. */
final class CloudEvents {

  /** The attribute of the Distributed Tracing extension. */
  static final String TRACE_PARENT = "traceparent";

  private CloudEvents() {}

  /** CloudEvents 1.0 in structured JSON, without its data. */
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

  /** The trace that an object says it belongs to; an invalid one is as good as none. */
  static @Nullable TraceParent traceParent(ObjectNode node) {
    return TraceParent.parse(node.path(TRACE_PARENT).textValue()).orElse(null);
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

  private static UnreadablePayloadException unreadable(
      String code, String message, String contentType) {
    return new UnreadablePayloadException(
        Failure.permanent(code, "the payload " + message), contentType);
  }
}
