package io.spillway.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.event.Arrival;

/** JSON of an event's arrival; its payload has the format of {@link PayloadJson}. */
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
    node.set("payload", PayloadJson.write(arrival.payload()));
    return node;
  }

  static Arrival read(ObjectNode node) {
    return new Arrival(
        Stored.text(node, "queue"),
        Stored.text(node, "messageId"),
        Stored.instant(node, "insertedAt"),
        Stored.number(node, "dequeueCount"),
        PayloadJson.read(Stored.object(node, "payload")),
        Stored.text(node, "contentType"),
        CloudEvents.traceParent(node));
  }
}
