package io.spillway.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.Failure;
import io.spillway.ports.TraceParent;
import io.spillway.ports.event.EventDraft;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.queue.Payload;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Queue format of events. Written as CloudEvents 1.0 JSON: {@code source} and {@code id} are the
 * event's, {@code streamid} is the stream, {@code type} for example {@code io.spillway.follow},
 * {@code traceparent} the trace context if known, and {@code data} the actor and the type's fields.
 * The source {@link StreamEvent#API} is written as {@code /streams/{streamId}}. Plain JSON from
 * external producers is also read.
 */
public final class EventPayload {

  /** Content type of the written format. */
  public static final String CLOUD_EVENTS = "application/cloudevents+json";

  /** Content type of plain JSON from external producers. */
  public static final String PLAIN_JSON = "application/json";

  private static final String TYPE_PREFIX = "io.spillway.";

  /** Extension attribute with the stream's id. */
  private static final String STREAM_ID = "streamid";

  private static final List<String> TRACING = List.of(CloudEvents.TRACE_PARENT, "tracestate");
  private static final Pattern CHARSET =
      Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\";\\s]+)", Pattern.CASE_INSENSITIVE);
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
    String own = ownSource(event.streamId());
    ObjectNode cloudEvent =
        CloudEvents.envelope(
            event.eventId(),
            event.source().equals(StreamEvent.API) ? own : event.source(),
            TYPE_PREFIX + event.type(),
            event.occurredAt(),
            traceParent);
    cloudEvent.put(STREAM_ID, event.streamId());
    cloudEvent.set("data", data);
    return Payload.of(Json.text(cloudEvent));
  }

  private static String ownSource(String streamId) {
    return "/streams/" + streamId;
  }

  /**
   * Reads the output of {@link #write}, external CloudEvents in structured JSON, and plain JSON in
   * the form of {@link EventJson#draft}. In both, {@code traceparent} is the trace context.
   *
   * @param payload any bytes
   * @return the unvalidated event
   * @throws UnreadablePayloadException {@code event.not-utf8}, {@code event.not-json}, {@code
   *     event.not-an-object}, {@code event.wrong-type} and {@code event.unknown-field} naming each
   *     field that cannot be read or is not known, or {@code event.unsupported} for CloudEvents of
   *     another version or with data other than JSON
   */
  public static IncomingEvent read(Payload payload) {
    return read(CloudEvents.read("event", payload));
  }

  /**
   * Reads an event like {@link #read(Payload)}.
   *
   * @param object a CloudEvent in structured JSON, or plain JSON
   * @return the unvalidated event
   * @throws UnreadablePayloadException as {@link #read(Payload)}
   */
  public static IncomingEvent read(ObjectNode object) {
    if (object.has("specversion")) {
      return readCloudEvent(object);
    }
    JsonFields fields = new JsonFields(object);
    IncomingEvent event =
        new IncomingEvent(EventJson.draft(fields), PLAIN_JSON, CloudEvents.traceParent(object));
    List<String> unknown = new ArrayList<>(fields.unknown());
    unknown.removeAll(TRACING);
    requireReadable(event, fields.wrong(), unknown);
    return event;
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
    String source = attributes.text("source");
    String streamId = streamOf(attributes, data, source);
    String type = attributes.text("type");
    EventDraft draft =
        new EventDraft(
            streamId,
            source != null && source.equals(ownSource(String.valueOf(streamId)))
                ? StreamEvent.API
                : source,
            attributes.text("id"),
            type != null && type.startsWith(TYPE_PREFIX)
                ? type.substring(TYPE_PREFIX.length())
                : type,
            EventJson.actor(data),
            attributes.text("time"),
            EventJson.eventFields(data));
    IncomingEvent event = new IncomingEvent(draft, CLOUD_EVENTS, CloudEvents.traceParent(object));
    Map<String, String> wrong = new LinkedHashMap<>(attributes.wrong());
    data.wrong().forEach((field, must) -> wrong.put("data." + field, must));
    requireReadable(event, wrong, data.unknown().stream().map(name -> "data." + name).toList());
    return event;
  }

  private static void requireReadable(
      IncomingEvent event, Map<String, String> wrong, List<String> unknown) {
    if (!wrong.isEmpty()) {
      String message =
          wrong.entrySet().stream()
              .map(field -> field.getKey() + " " + field.getValue())
              .collect(Collectors.joining("; "));
      throw new UnreadablePayloadException(
          Failure.permanent("event.wrong-type", message), event.contentType());
    }
    if (!unknown.isEmpty()) {
      String message =
          unknown.stream()
              .map(field -> field + " is not a known field")
              .collect(Collectors.joining("; "));
      throw new UnreadablePayloadException(
          Failure.permanent("event.unknown-field", message), event.contentType());
    }
  }

  /** Returns the stream that a CloudEvent names first: by attribute, data, subject or source. */
  private static @Nullable String streamOf(
      JsonFields attributes, JsonFields data, @Nullable String source) {
    String inData = data.text("streamId");
    String attribute = attributes.text(STREAM_ID);
    if (attribute != null || inData != null) {
      return attribute == null ? inData : attribute;
    }
    String subject = attributes.text("subject");
    String ofSource = streamOf(source);
    if (subject == null || subject.isEmpty()) {
      return ofSource;
    }
    String ofSubject = streamOf(subject);
    if (ofSubject != null) {
      return ofSubject;
    }
    return ofSource == null ? subject : ofSource;
  }

  private static @Nullable String streamOf(@Nullable String source) {
    Matcher matcher = STREAM_SOURCE.matcher(source == null ? "" : source);
    return matcher.matches() ? matcher.group(1) : null;
  }

  private static ObjectNode data(ObjectNode cloudEvent) {
    JsonNode data = cloudEvent.path("data");
    if (cloudEvent.hasNonNull("data_base64")) {
      if (cloudEvent.hasNonNull("data")) {
        throw unsupported("data and data_base64 must not be given together");
      }
      return decode(cloudEvent.get("data_base64"), cloudEvent.path("datacontenttype").asText());
    }
    if (data.isMissingNode() || data.isNull()) {
      return Json.object();
    }
    if (data instanceof ObjectNode object) {
      return object;
    }
    throw unsupported("data must be a JSON object");
  }

  private static ObjectNode decode(JsonNode base64, String contentType) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(base64.asText()));
      return Json.readObject(charset(contentType).newDecoder().decode(bytes).toString());
    } catch (CharacterCodingException e) {
      throw unsupported("data_base64 must be text in the charset of datacontenttype");
    } catch (IllegalArgumentException e) {
      throw unsupported("data_base64 must hold a JSON object");
    }
  }

  /** Returns the declared charset; UTF-8 by default. */
  private static Charset charset(String contentType) {
    Matcher matcher = CHARSET.matcher(contentType);
    try {
      return matcher.find() ? Charset.forName(matcher.group(1)) : UTF_8;
    } catch (IllegalArgumentException e) {
      throw unsupported("datacontenttype must have a known charset");
    }
  }

  private static UnreadablePayloadException unsupported(String message) {
    return new UnreadablePayloadException(
        Failure.permanent("event.unsupported", message), CLOUD_EVENTS);
  }
}
