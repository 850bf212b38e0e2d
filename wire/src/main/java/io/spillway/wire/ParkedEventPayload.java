package io.spillway.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.Failure;
import io.spillway.ports.event.Arrival;
import io.spillway.ports.event.ParkedEvent;
import io.spillway.ports.queue.Payload;
import java.time.DateTimeException;
import java.util.Optional;

/**
 * An event that waits, as the events' queue carries it: a CloudEvents 1.0 JSON event of type
 * {@value #TYPE} whose data is {@code {arrival, since}}, with the {@code traceparent} of what
 * arrived. It is larger than what arrived, and may be too large for a queue.
 */
public final class ParkedEventPayload {

  static final String TYPE = "io.spillway.parked-event";

  private ParkedEventPayload() {}

  /**
   * {@return the event with all that is known of its arrival, byte for byte}
   *
   * @param parked whichever
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
   * {@return what {@link #write} wrote; empty for everything else}
   *
   * @param payload any bytes
   * @throws UnreadablePayloadException {@code event.unsupported} for one that is damaged
   */
  public static Optional<ParkedEvent> read(Payload payload) {
    // Nearly every payload is none, and is not to be parsed twice.
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
