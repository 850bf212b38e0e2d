package io.spillway.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.event.EventDetail;
import io.spillway.ports.event.EventDraft;
import io.spillway.ports.event.EventField;
import io.spillway.ports.event.EventFields;
import io.spillway.ports.event.EventType;
import io.spillway.ports.event.StreamEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * JSON of an event: {@code {streamId, eventId, type, actor, occurredAt}} and the fields of its
 * {@link EventType}. {@link EventPayload} has the format for queues.
 */
public final class EventJson {

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
    return new StreamEvent(
        Stored.text(node, "streamId"),
        Stored.text(node, "eventId"),
        Stored.text(node, "actor"),
        Stored.instant(node, "occurredAt"),
        readDetail(node));
  }

  /**
   * {@return the unvalidated event of a caller; an amount may also be a number} Fields of a wrong
   * type are reported to {@code fields} and omitted.
   *
   * @param streamId the stream's id, if it is not part of the object; otherwise null
   * @param fields the fields of the caller's object
   */
  public static EventDraft draft(@Nullable String streamId, JsonFields fields) {
    return new EventDraft(
        streamId == null ? fields.text("streamId") : streamId,
        fields.text("eventId"),
        fields.text("type"),
        fields.text("actor"),
        fields.text("occurredAt"),
        eventFields(fields, List.of(EventField.values())));
  }

  /** Returns a caller's unvalidated values of some type-specific fields. */
  static EventFields eventFields(JsonFields fields, List<EventField> some) {
    EventFields written = EventFields.NONE;
    for (EventField field : some) {
      String key = field.key();
      written =
          switch (field.form()) {
            case TEXT -> written.with(field, fields.text(key));
            case TEXT_OR_NUMBER -> written.with(field, fields.textOrNumber(key));
            case WHOLE_NUMBER -> {
              Integer number = fields.wholeNumber(key);
              yield written.with(field, number == null ? null : number.toString());
            }
            case TEXTS -> written.withCustom(fields.textsByName(key));
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
    EventFields fields = detail.values();
    for (EventField field : detail.kind().fields()) {
      switch (field.form()) {
        case TEXT, TEXT_OR_NUMBER -> node.put(field.key(), fields.text(field));
        case WHOLE_NUMBER -> node.put(field.key(), fields.number(field));
        case TEXTS -> fields.custom().forEach(node.putObject(field.key())::put);
      }
    }
  }

  private static EventDetail readDetail(JsonNode node) {
    EventType type =
        EventType.named(Stored.text(node, "type"))
            .orElseThrow(() -> new IllegalArgumentException("type is unknown"));
    EventFields fields = EventFields.NONE;
    for (EventField field : type.fields()) {
      fields =
          switch (field.form()) {
            case TEXT, TEXT_OR_NUMBER -> fields.with(field, Stored.text(node, field.key()));
            case WHOLE_NUMBER -> fields.with(field, Stored.number(node, field.key()));
            case TEXTS -> fields.withCustom(Stored.textsByName(node, field.key()));
          };
    }
    return type.detail(fields);
  }
}
