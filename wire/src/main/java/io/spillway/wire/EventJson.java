package io.spillway.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.event.EventDetail;
import io.spillway.ports.event.EventDraft;
import io.spillway.ports.event.EventField;
import io.spillway.ports.event.EventFields;
import io.spillway.ports.event.EventType;
import io.spillway.ports.event.StreamEvent;
import org.jspecify.annotations.Nullable;

/**
 * An event as {@code {streamId, eventId, type, actor, occurredAt}} and the fields of its {@link
 * EventType}. The form for queues is {@link EventPayload}'s.
 */
public final class EventJson {

  private EventJson() {}

  /**
   * {@return the event as JSON}
   *
   * @param event whichever
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
   * {@return the event that was written}
   *
   * @param node as {@code write} wrote it
   * @throws IllegalArgumentException when the node was not written here
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
   * {@return an event as a caller wrote it in this form, unchecked; an amount may be a number as
   * well} What is of a wrong type is noted by {@code fields} and left out.
   *
   * @param streamId when the caller said it elsewhere; else null
   * @param fields of the object that the caller sent
   */
  public static EventDraft draft(@Nullable String streamId, JsonFields fields) {
    return new EventDraft(
        streamId == null ? fields.text("streamId") : streamId,
        fields.text("eventId"),
        fields.text("type"),
        fields.text("actor"),
        fields.text("occurredAt"),
        eventFields(fields));
  }

  /** What a caller wrote of the fields that only some types have, unchecked. */
  static EventFields eventFields(JsonFields fields) {
    EventFields written = EventFields.NONE;
    for (EventField field : EventField.values()) {
      written = written.with(field, text(fields, field));
    }
    return written;
  }

  private static @Nullable String text(JsonFields fields, EventField field) {
    return switch (field.form()) {
      case TEXT -> fields.text(field.key());
      case TEXT_OR_NUMBER -> fields.textOrNumber(field.key());
      case WHOLE_NUMBER -> {
        Integer number = fields.wholeNumber(field.key());
        yield number == null ? null : number.toString();
      }
    };
  }

  /**
   * {@return what happened as {@code {type}} and the type's fields}
   *
   * @param detail of any type
   */
  public static ObjectNode write(EventDetail detail) {
    ObjectNode node = Json.object().put("type", detail.type());
    putFields(node, detail);
    return node;
  }

  static void putFields(ObjectNode node, EventDetail detail) {
    EventFields fields = detail.fields();
    for (EventField field : detail.kind().fields()) {
      switch (field.form()) {
        case TEXT, TEXT_OR_NUMBER -> node.put(field.key(), fields.text(field));
        case WHOLE_NUMBER -> node.put(field.key(), fields.number(field));
      }
    }
  }

  private static EventDetail readDetail(JsonNode node) {
    EventType type =
        EventType.named(Stored.text(node, "type"))
            .orElseThrow(() -> new IllegalArgumentException("type is none that is known"));
    EventFields fields = EventFields.NONE;
    for (EventField field : type.fields()) {
      fields =
          switch (field.form()) {
            case TEXT, TEXT_OR_NUMBER -> fields.with(field, Stored.text(node, field.key()));
            case WHOLE_NUMBER -> fields.with(field, Stored.number(node, field.key()));
          };
    }
    return type.detail(fields);
  }
}
