package io.spillway.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.TraceParent;
import io.spillway.ports.event.EventDraft;
import io.spillway.ports.event.EventIdentifiers;
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

  private static final String SPEC_VERSION = "specversion";
  private static final String DATA_BASE64 = "data_base64";
  private static final String IN_DATA = "data.";
  private static final String OTHER_STREAM = "must be the stream of the path, or missing";

  private static final List<String> TRACING = List.of(CloudEvents.TRACE_PARENT, "tracestate");
  private static final Pattern CHARSET =
      Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\";\\s]+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern CHARSET_NAME = Pattern.compile("[A-Za-z0-9._:+-]{1,20}");
  private static final Pattern JSON_TYPE =
      Pattern.compile("\\s*[^;\\s]+[/+]json\\s*(?:;.*)?", Pattern.CASE_INSENSITIVE);
  private static final Pattern ATTRIBUTE = Pattern.compile("[a-z0-9]+");
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
    ObjectNode object = CloudEvents.read("event", payload);
    return object.has(SPEC_VERSION) ? readCloudEvent(object, null, false) : readPlain(object, null);
  }

  /**
   * {@return the identifiers of an event, as far as they are readable, even if nothing else in it
   * is} A part that is given twice with two values is unreadable. An event that names no source has
   * {@link StreamEvent#QUEUE}.
   *
   * @param payload any bytes
   */
  public static EventIdentifiers identify(Payload payload) {
    try {
      ObjectNode object = CloudEvents.read("event", payload);
      if (ParkedEventPayload.TYPE.equals(object.path("type").textValue())) {
        // Its attributes are those of a delivery.
        return EventIdentifiers.NONE;
      }
      return object.has(SPEC_VERSION) ? identifyCloudEvent(object) : identifyPlain(object);
    } catch (UnreadablePayloadException e) {
      return EventIdentifiers.NONE;
    }
  }

  private static EventIdentifiers identifyPlain(ObjectNode object) {
    JsonFields fields = new JsonFields(object);
    EventDraft draft = EventJson.draft(fields);
    boolean isAmbiguous = fields.wrong().containsKey("id");
    return identifiers(isAmbiguous ? draft.withEventId(null) : draft, fields);
  }

  private static EventIdentifiers identifyCloudEvent(ObjectNode object) {
    JsonFields attributes = new JsonFields(object);
    JsonFields data = new JsonFields(data(attributes, object, new LinkedHashMap<>()));
    EventDraft draft = draft(attributes, data, null);
    boolean isAmbiguous =
        data.wrong().containsKey("streamId") || attributes.wrong().containsKey(STREAM_ID);
    return identifiers(isAmbiguous ? draft.onStream(null) : draft, attributes);
  }

  private static EventIdentifiers identifiers(EventDraft draft, JsonFields fields) {
    boolean isNamed = fields.wrong().containsKey("source");
    return EventIdentifiers.of(isNamed ? draft : draft.orFrom(StreamEvent.QUEUE));
  }

  /**
   * Reads an event that a caller has sent, like {@link #read(Payload)}. A CloudEvent must have an
   * id and a source.
   *
   * @param object a CloudEvent in structured JSON, or plain JSON
   * @param isCloudEvent whether the caller has declared a CloudEvent; an object with {@code
   *     specversion} is always one
   * @param streamId the stream to which the event was sent, which it may repeat; null if the event
   *     itself names it
   * @return the unvalidated event
   * @throws UnreadablePayloadException as {@link #read(Payload)}
   */
  public static IncomingEvent readSent(
      ObjectNode object, boolean isCloudEvent, @Nullable String streamId) {
    return isCloudEvent || object.has(SPEC_VERSION)
        ? readCloudEvent(object, streamId, true)
        : readPlain(object, streamId);
  }

  private static IncomingEvent readPlain(ObjectNode object, @Nullable String streamId) {
    JsonFields fields = new JsonFields(object);
    EventDraft draft = EventJson.draft(fields);
    if (streamId != null && draft.streamId() != null && !draft.streamId().equals(streamId)) {
      fields.wrong("streamId", OTHER_STREAM);
    }
    EventDraft onStream = streamId == null ? draft : draft.onStream(streamId);
    IncomingEvent event = new IncomingEvent(onStream, PLAIN_JSON, CloudEvents.traceParent(object));
    List<String> unknown = new ArrayList<>(fields.unknown());
    unknown.removeAll(TRACING);
    requireReadable(event, Map.of(), fields.wrong(), unknown);
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

  private static IncomingEvent readCloudEvent(
      ObjectNode object, @Nullable String sentTo, boolean isStrict) {
    JsonFields attributes = new JsonFields(object);
    Map<String, String> unsupported = new LinkedHashMap<>();
    if (!"1.0".equals(object.path(SPEC_VERSION).textValue())) {
      unsupported.put(SPEC_VERSION, "must be 1.0");
    }
    if (isStrict) {
      requireNames(attributes);
    }
    checkAttributes(attributes);
    JsonFields data = new JsonFields(data(attributes, object, unsupported));
    EventDraft draft = draft(attributes, data, sentTo);
    IncomingEvent event = new IncomingEvent(draft, CLOUD_EVENTS, CloudEvents.traceParent(object));
    Map<String, String> wrong = new LinkedHashMap<>(attributes.wrong());
    data.wrong().forEach((field, must) -> wrong.put(IN_DATA + field, must));
    List<String> unknown = data.unknown().stream().map(IN_DATA::concat).toList();
    requireReadable(event, unsupported, wrong, unknown);
    return event;
  }

  private static EventDraft draft(JsonFields attributes, JsonFields data, @Nullable String sentTo) {
    String source = attributes.text("source");
    String streamId = streamOf(attributes, data, source, sentTo);
    String type = attributes.text("type");
    return new EventDraft(
        streamId,
        source != null && source.equals(ownSource(String.valueOf(streamId)))
            ? StreamEvent.API
            : source,
        attributes.text("id"),
        type != null && type.startsWith(TYPE_PREFIX) ? type.substring(TYPE_PREFIX.length()) : type,
        EventJson.actor(data),
        attributes.text("time"),
        EventJson.eventFields(data));
  }

  /** Reports a missing id or source, which CloudEvents require. */
  private static void requireNames(JsonFields attributes) {
    for (String name : List.of("id", "source")) {
      if (!attributes.has(name)) {
        attributes.wrong(name, "is required");
      }
    }
  }

  /**
   * Reports attributes that are ignored as extensions, but look like a part of the event. Others
   * belong to the transport.
   */
  private static void checkAttributes(JsonFields attributes) {
    for (String name : attributes.names()) {
      if (EventJson.isEventField(name)) {
        attributes.wrong(name, "must be a field of data");
      } else if (!ATTRIBUTE.matcher(name).matches() && !name.equals(DATA_BASE64)) {
        attributes.wrong(name, "is not a name of an attribute: use lower-case letters and digits");
      }
    }
  }

  private static void requireReadable(
      IncomingEvent event,
      Map<String, String> unsupported,
      Map<String, String> wrong,
      List<String> unknown) {
    Map<String, String> all = new LinkedHashMap<>(unsupported);
    all.putAll(wrong);
    unknown.forEach(field -> all.put(field, "is not a known field"));
    if (all.isEmpty()) {
      return;
    }
    String code =
        !unsupported.isEmpty()
            ? "event.unsupported"
            : wrong.isEmpty() ? "event.unknown-field" : "event.wrong-type";
    throw new UnreadablePayloadException(code, all, event.contentType());
  }

  /**
   * Returns the stream of a CloudEvent: the one to which it was sent, or the one that it names
   * first, by attribute, data, subject or source.
   */
  private static @Nullable String streamOf(
      JsonFields attributes, JsonFields data, @Nullable String source, @Nullable String sentTo) {
    String attribute = attributes.text(STREAM_ID);
    String inData = data.text("streamId");
    String subject = attributes.text("subject");
    if (attribute != null && inData != null && !attribute.equals(inData)) {
      data.wrong("streamId", "must be the same as " + STREAM_ID);
    }
    String named = attribute == null ? inData : attribute;
    String ofSubject = streamOf(subject);
    String implied = ofSubject == null ? streamOf(source) : ofSubject;
    if (sentTo == null) {
      // A subject in another form names the stream only if the source does not.
      String other = subject == null || subject.isEmpty() ? null : subject;
      return named != null ? named : implied != null ? implied : other;
    }
    if (attribute != null && !attribute.equals(sentTo)) {
      attributes.wrong(STREAM_ID, OTHER_STREAM);
    } else if (named != null && !named.equals(sentTo)) {
      data.wrong("streamId", OTHER_STREAM);
    } else if (named == null && implied != null && !implied.equals(sentTo)) {
      attributes.wrong(ofSubject == null ? "source" : "subject", OTHER_STREAM);
    }
    return sentTo;
  }

  private static @Nullable String streamOf(@Nullable String source) {
    Matcher matcher = STREAM_SOURCE.matcher(source == null ? "" : source);
    return matcher.matches() ? matcher.group(1) : null;
  }

  /** Returns the data of a CloudEvent; empty if it is missing or reported as unsupported. */
  private static ObjectNode data(
      JsonFields attributes, ObjectNode cloudEvent, Map<String, String> unsupported) {
    JsonNode data = cloudEvent.path("data");
    boolean isMissing = data.isMissingNode() || data.isNull();
    String contentType = attributes.text("datacontenttype");
    if (cloudEvent.hasNonNull(DATA_BASE64)) {
      if (isMissing) {
        return decode(cloudEvent.get(DATA_BASE64), contentType, unsupported);
      }
      unsupported.put(DATA_BASE64, "must not be given together with data");
    } else if (data instanceof ObjectNode object) {
      return object;
    } else if (!isMissing) {
      unsupported.put("data", "must be a JSON object");
    }
    return Json.object();
  }

  private static ObjectNode decode(
      JsonNode base64, @Nullable String contentType, Map<String, String> unsupported) {
    String type = contentType == null ? PLAIN_JSON : contentType;
    Charset charset = charset(type);
    if (!JSON_TYPE.matcher(type).matches()) {
      unsupported.put("datacontenttype", "must be a type of JSON, such as " + PLAIN_JSON);
    } else if (charset == null) {
      unsupported.put("datacontenttype", "must have a known charset" + nameCharset(type));
    } else if (!base64.isTextual()) {
      unsupported.put(DATA_BASE64, "must be a text");
    } else {
      try {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(base64.textValue()));
        return Json.readObject(charset.newDecoder().decode(bytes).toString());
      } catch (CharacterCodingException e) {
        unsupported.put(DATA_BASE64, "must be text in the charset " + charset.name());
      } catch (UnreadableJsonException e) {
        unsupported.put(DATA_BASE64, "must hold a JSON object");
      } catch (IllegalArgumentException e) {
        unsupported.put(DATA_BASE64, "must be Base64");
      }
    }
    return Json.object();
  }

  /** Returns the declared charset; UTF-8 by default, null if it is unknown. */
  private static @Nullable Charset charset(String contentType) {
    Matcher matcher = CHARSET.matcher(contentType);
    try {
      return matcher.find() ? Charset.forName(matcher.group(1)) : UTF_8;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Returns the name of a charset for a message, if it can be nothing else than such a name. */
  private static String nameCharset(String contentType) {
    Matcher matcher = CHARSET.matcher(contentType);
    return matcher.find() && CHARSET_NAME.matcher(matcher.group(1)).matches()
        ? ", not " + matcher.group(1)
        : "";
  }
}
