package io.spillway.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.Failure;
import io.spillway.ports.event.Arrival;
import io.spillway.ports.event.ParkedEvent;
import io.spillway.ports.queue.Payload;
import java.time.DateTimeException;
import java.util.Optional;

/**
 * Queue format of parked events: a CloudEvents 1.0 JSON event of type {@value #TYPE} whose data is
 * {@code {arrival, since}}, with the {@code traceparent} of the arrival. It is larger than the
 * original payload and may exceed a queue's limit.
 */
public final class ParkedEventPayload {

  static final String TYPE = "io.spillway.parked-event";

  private ParkedEventPayload() {}

  /**
   * {@return the event with its complete arrival, byte for byte}
   *
   * @param parked the parked event
   */
  public static Payload write(ParkedEvent parked) {
    Arrival arrival = parked.arrival();
    ObjectNode envelope =
        CloudEvents.envelope(
            arrival.messageId(),
            "/queues/" + arrival.queue(),
            TYPE,
            parked.since(),
            arrival.traceParent());
    ObjectNode data = Json.object();
    data.set("arrival", ArrivalJson.write(arrival));
    Stored.put(data, "since", parked.since());
    envelope.set("data", data);
    return Payload.of(Json.bytes(envelope));
  }

  /**
   * {@return the parked event; empty for a payload of another type}
   *
   * @param payload any bytes
   * @throws UnreadablePayloadException {@code event.unsupported} if a parked event is damaged
   */
  public static Optional<ParkedEvent> read(Payload payload) {
    // Avoids parsing twice: nearly all payloads are not parked events.
    if (payload.text().filter(text -> text.contains(TYPE)).isEmpty()) {
      return Optional.empty();
    }
    ObjectNode envelope = CloudEvents.read("event", payload);
    if (!TYPE.equals(envelope.path("type").asText())) {
      return Optional.empty();
    }
    try {
      ObjectNode data = Stored.object(envelope, "data");
      return Optional.of(
          new ParkedEvent(
              ArrivalJson.read(Stored.object(data, "arrival")), Stored.instant(data, "since")));
    } catch (IllegalArgumentException | DateTimeException e) {
      String message = "the payload is a damaged parked event: " + e.getClass().getSimpleName();
      throw new UnreadablePayloadException(
          Failure.permanent("event.unsupported", message), EventPayload.CLOUD_EVENTS);
    }
  }
}
