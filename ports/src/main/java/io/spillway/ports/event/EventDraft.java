package io.spillway.ports.event;

import org.jspecify.annotations.Nullable;

/**
 * Unvalidated event from an external caller: each part may be missing or invalid.
 *
 * @param streamId the stream's id
 * @param eventId the event's id; generated if missing
 * @param type the type's name, such as {@code follow}
 * @param actor the name of the person who caused it
 * @param occurredAt the time of the event as ISO 8601 text; the current time if missing
 * @param fields the type-specific fields, such as {@code tier}
 */
public record EventDraft(
    @Nullable String streamId,
    @Nullable String eventId,
    @Nullable String type,
    @Nullable String actor,
    @Nullable String occurredAt,
    EventFields fields) {

  /**
   * {@return an event as an external caller would have written it}
   *
   * @param event any event
   */
  public static EventDraft of(StreamEvent event) {
    return new EventDraft(
        event.streamId(),
        event.eventId(),
        event.type(),
        event.actor(),
        event.occurredAt().toString(),
        event.detail().values());
  }

  /**
   * {@return this draft with another id}
   *
   * @param id {@link #eventId()}
   */
  public EventDraft withEventId(@Nullable String id) {
    return new EventDraft(streamId, id, type, actor, occurredAt, fields);
  }
}
