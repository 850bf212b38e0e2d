package io.spillway.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.event.EventDetail;
import io.spillway.ports.event.EventDraft;
import io.spillway.ports.event.EventField;
import io.spillway.ports.event.EventFields;
import io.spillway.ports.event.EventType;
import io.spillway.ports.event.StreamEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * JSON of an event: {@code {streamId, source, eventId, type, actor, occurredAt}} and the fields of
 * its {@link EventType}. {@link EventPayload} has the format for queues.
 */
public final class EventJson {

  /** Names of the actor in external input. */
  private static final List<String> ACTOR = List.of("actor", "username", "user");

  private static final Set<String> EVENT_FIELDS = new HashSet<>(ACTOR);

  static {
    for (EventField field : EventField.values()) {
      String object = objectOf(field);
      EVENT_FIELDS.add(object == null ? field.key() : object);
    }
  }

  private EventJson() {}

  /**
   * {@return the event as JSON}
   *
   * @param event the event
   */
  public static ObjectNode write(StreamEvent event) {
    ObjectNode node =
        Json.object()
            .put("streamId", event.streamId())
            .put("source", event.source())
            .put("eventId", event.eventId())
            .put("type", event.type())
            .put("actor", event.actor());
    Stored.put(node, "occurredAt", event.occurredAt());
    putFields(node, event.detail());
    return node;
  }

  /**
   * {@return the event}
   *
   * @param node JSON from {@code write}
   * @throws IllegalArgumentException if the JSON is invalid
   */
  public static StreamEvent read(JsonNode node) {
    // Missing in events stored before they had a source.
    String source = Stored.textOrNull(node, "source");
    return new StreamEvent(
        Stored.text(node, "streamId"),
        source == null ? StreamEvent.API : source,
        Stored.text(node, "eventId"),
        Stored.text(node, "actor"),
        Stored.instant(node, "occurredAt"),
        readDetail(node));
  }

  /**
   * {@return the unvalidated event of a caller or producer: {@code {streamId, source, eventId | id,
   * type, actor | username | user, occurredAt | timestamp}} and the fields of its type} Numbers and
   * booleans may be texts, and amounts, tiers and the values of {@code fields} may be numbers.
   * Fields of a wrong type and two names of one field are reported to {@code fields} and omitted.
   *
   * @param fields the fields of the caller's object
   */
  public static EventDraft draft(JsonFields fields) {
    return new EventDraft(
        fields.text("streamId"),
        fields.text("source"),
        fields.textOfOne("eventId", "id"),
        fields.text("type"),
        actor(fields),
        fields.textOfOne("occurredAt", "timestamp"),
        eventFields(fields));
  }

  static @Nullable String actor(JsonFields fields) {
    return fields.textOfOne(ACTOR.toArray(new String[0]));
  }

  /** Returns whether a name is that of the actor or of a type-specific field. */
  static boolean isEventField(String name) {
    return EVENT_FIELDS.contains(name);
  }

  /** Returns a caller's unvalidated values of the type-specific fields. */
  static EventFields eventFields(JsonFields fields) {
    EventFields written = EventFields.NONE;
    Map<String, JsonFields> objects = new HashMap<>();
    for (EventField field : EventField.values()) {
      String object = objectOf(field);
      JsonFields in = object == null ? fields : objects.computeIfAbsent(object, fields::object);
      String key = keyInObject(field);
      written =
          switch (field.form()) {
            case TEXT -> written.with(field, in.text(key));
            case TEXT_OR_NUMBER -> written.with(field, in.textOrNumber(key));
            case WHOLE_NUMBER -> written.with(field, in.wholeNumberOrText(key));
            case TRUE_OR_FALSE -> written.with(field, in.flagOrText(key));
            case TEXTS -> written.withCustom(in.valuesByName(key));
          };
    }
    return written;
  }

  /**
   * {@return the detail as {@code {type}} and the type's fields}
   *
   * @param detail the detail
   */
  public static ObjectNode write(EventDetail detail) {
    ObjectNode node = Json.object().put("type", detail.kind().key());
    putFields(node, detail);
    return node;
  }

  static void putFields(ObjectNode node, EventDetail detail) {
    putFields(node, detail.values());
  }

  /** Writes the fields that are set. */
  static void putFields(ObjectNode node, EventFields fields) {
    for (EventField field : EventField.values()) {
      if (field.form() == EventField.Form.TEXTS || fields.get(field) == null) {
        continue;
      }
      String object = objectOf(field);
      ObjectNode in = object == null ? node : node.withObject("/" + object);
      String key = keyInObject(field);
      switch (field.form()) {
        case WHOLE_NUMBER -> in.put(key, fields.number(field));
        case TRUE_OR_FALSE -> in.put(key, fields.flag(field));
        default -> in.put(key, fields.text(field));
      }
    }
    if (fields.get(EventField.NAME) != null) {
      fields.custom().forEach(node.putObject(EventField.FIELDS.key())::put);
    }
  }

  private static EventDetail readDetail(JsonNode node) {
    EventType type =
        EventType.named(Stored.text(node, "type"))
            .orElseThrow(() -> new IllegalArgumentException("type is unknown"));
    return type.detail(readFields(node, type.fields()));
  }

  /** Reads the fields that are present. */
  static EventFields readFields(JsonNode node, List<EventField> some) {
    EventFields fields = EventFields.NONE;
    for (EventField field : some) {
      String object = objectOf(field);
      JsonNode in = object == null ? node : node.path(object);
      String key = keyInObject(field);
      if (!in.hasNonNull(key)) {
        continue;
      }
      fields =
          switch (field.form()) {
            case TEXT, TEXT_OR_NUMBER -> fields.with(field, Stored.text(in, key));
            case WHOLE_NUMBER -> fields.with(field, Stored.number(in, key));
            case TRUE_OR_FALSE -> fields.with(field, Stored.flag(in, key));
            case TEXTS -> fields.withCustom(Stored.textsByName(in, key));
          };
    }
    return fields;
  }

  /** Returns the name of the object that contains a field; null for the event itself. */
  private static @Nullable String objectOf(EventField field) {
    int dot = field.key().indexOf('.');
    return dot < 0 ? null : field.key().substring(0, dot);
  }

  private static String keyInObject(EventField field) {
    return field.key().substring(field.key().indexOf('.') + 1);
  }
}
