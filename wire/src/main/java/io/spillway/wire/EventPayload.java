package io.spillway.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.Failure;
import io.spillway.ports.TraceParent;
import io.spillway.ports.event.EventDraft;
import io.spillway.ports.event.EventField;
import io.spillway.ports.event.EventType;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.queue.Payload;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Queue format of events. Written as CloudEvents 1.0 JSON: {@code source} is {@code
 * /streams/{streamId}}, {@code id} the event's id, {@code type} for example {@code
 * io.spillway.follow}, {@code traceparent} the trace context if known, and {@code data} the actor
 * and the type's fields. Plain JSON from external producers is also read.
 */
public final class EventPayload {

  /** Content type of the written format. */
  public static final String CLOUD_EVENTS = "application/cloudevents+json";

  /** Content type of plain JSON from external producers. */
  public static final String PLAIN_JSON = "application/json";

  private static final String TYPE_PREFIX = "io.spillway.";
  private static final Pattern STREAM_SOURCE = Pattern.compile("(?:.*/)?streams/([^/?#]+)/?");

  private EventPayload() {}

  /**
   * {@return the event as a CloudEvent}
   *
   * @param event the event
   * @param traceParent the trace context; null if unknown
   */
  public static Payload write(StreamEvent event, @Nullable TraceParent traceParent) {
    ObjectNode data = Json.object().put("actor", event.actor());
    EventJson.putFields(data, event.detail());
    ObjectNode cloudEvent =
        CloudEvents.envelope(
            event.eventId(),
            "/streams/" + event.streamId(),
            TYPE_PREFIX + event.type(),
            event.occurredAt(),
            traceParent);
    cloudEvent.set("data", data);
    return Payload.of(Json.text(cloudEvent));
  }

  /**
   * Reads the output of {@link #write}, external CloudEvents in structured JSON (the stream is
   * {@code data.streamId}, or else the end of a {@code source} such as {@code .../streams/main}),
   * and plain JSON: {@code {type, actor | username | user, streamId, eventId | id, occurredAt |
   * timestamp}} and the fields of its {@link EventType}. Amounts and tiers may be texts or numbers;
   * other fields are ignored. In both, {@code traceparent} is the trace context.
   *
   * @param payload any bytes
   * @return the unvalidated event
   * @throws UnreadablePayloadException {@code event.not-utf8}, {@code event.not-json}, {@code
   *     event.not-an-object}, {@code event.wrong-type} naming each field that is not a text or
   *     number, or {@code event.unsupported} for CloudEvents of another version or with data other
   *     than JSON
   */
  public static IncomingEvent read(Payload payload) {
    ObjectNode object = CloudEvents.read("event", payload);
    if (!object.has("specversion")) {
      JsonFields fields = new JsonFields(object);
      EventDraft draft =
          draft(
              fields,
              fields.text("streamId"),
              fields.text("eventId", "id"),
              fields.text("type"),
              fields.text("occurredAt", "timestamp"));
      return requireValidTypes(
          new IncomingEvent(draft, PLAIN_JSON, CloudEvents.traceParent(object)), fields, fields);
    }
    return readCloudEvent(object);
  }

  /**
   * {@return the trace context of a payload, even if nothing else in it is readable; null for none}
   *
   * @param payload any bytes
   */
  public static @Nullable TraceParent traceParent(Payload payload) {
    try {
      return CloudEvents.traceParent(CloudEvents.read("event", payload));
    } catch (UnreadablePayloadException e) {
      return null;
    }
  }

  private static IncomingEvent readCloudEvent(ObjectNode object) {
    JsonFields attributes = new JsonFields(object);
    if (!"1.0".equals(attributes.text("specversion"))) {
      throw unsupported("specversion must be 1.0");
    }
    JsonFields data = new JsonFields(data(object));
    String streamId = data.text("streamId");
    String type = attributes.text("type");
    EventDraft draft =
        draft(
            data,
            streamId == null ? streamOf(attributes.text("source")) : streamId,
            attributes.text("id"),
            type != null && type.startsWith(TYPE_PREFIX)
                ? type.substring(TYPE_PREFIX.length())
                : type,
            attributes.text("time"));
    return requireValidTypes(
        new IncomingEvent(draft, CLOUD_EVENTS, CloudEvents.traceParent(object)), attributes, data);
  }

  private static EventDraft draft(
      JsonFields fields,
      @Nullable String streamId,
      @Nullable String eventId,
      @Nullable String type,
      @Nullable String occurredAt) {
    return new EventDraft(
        streamId,
        eventId,
        type,
        fields.text("actor", "username", "user"),
        occurredAt,
        EventJson.eventFields(fields, fieldsOf(type)));
  }

  /**
   * Returns the fields of a type; fields of other types are ignored. For an unknown type, returns
   * all fields.
   */
  private static List<EventField> fieldsOf(@Nullable String type) {
    return Optional.ofNullable(type)
        .flatMap(EventType::named)
        .map(EventType::fields)
        .orElse(List.of(EventField.values()));
  }

  private static IncomingEvent requireValidTypes(
      IncomingEvent event, JsonFields outer, JsonFields inner) {
    JsonFields bad = outer.wrong().isEmpty() ? inner : outer;
    if (!bad.wrong().isEmpty()) {
      StringBuilder message = new StringBuilder();
      bad.wrong()
          .forEach((field, must) -> message.append(field).append(' ').append(must).append("; "));
      message.setLength(message.length() - 2);
      throw new UnreadablePayloadException(
          Failure.permanent("event.wrong-type", message.toString()), event.contentType());
    }
    return event;
  }

  private static @Nullable String streamOf(@Nullable String source) {
    Matcher matcher = STREAM_SOURCE.matcher(source == null ? "" : source);
    return matcher.matches() ? matcher.group(1) : null;
  }

  private static ObjectNode data(ObjectNode cloudEvent) {
    if (cloudEvent.hasNonNull("data_base64")) {
      return decode(cloudEvent.get("data_base64"));
    }
    JsonNode data = cloudEvent.path("data");
    if (data.isMissingNode() || data.isNull()) {
      return Json.object();
    }
    if (data instanceof ObjectNode object) {
      return object;
    }
    throw unsupported("data must be a JSON object");
  }

  private static ObjectNode decode(JsonNode base64) {
    try {
      return Json.readObject(new String(Base64.getDecoder().decode(base64.asText()), UTF_8));
    } catch (IllegalArgumentException e) {
      throw unsupported("data_base64 must hold a JSON object");
    }
  }

  private static UnreadablePayloadException unsupported(String message) {
    return new UnreadablePayloadException(
        Failure.permanent("event.unsupported", message), CLOUD_EVENTS);
  }
}
