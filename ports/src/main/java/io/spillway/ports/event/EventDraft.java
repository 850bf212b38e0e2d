package io.spillway.ports.event;

import org.jspecify.annotations.Nullable;

/**
 * Unvalidated event from an external caller: each part may be missing or invalid.
 *
 * @param streamId the stream's id
 * @param source the system that named the event; by default {@link StreamEvent#API} or {@link
 *     StreamEvent#QUEUE}
 * @param eventId the event's id; generated if missing
 * @param type the type's name, such as {@code follow}
 * @param actor the name of the person who caused it
 * @param occurredAt the time of the event as ISO 8601 text; the current time if missing
 * @param fields the type-specific fields, such as {@code tier}
 */
public record EventDraft(
    @Nullable String streamId,
    @Nullable String source,
    @Nullable String eventId,
    @Nullable String type,
    @Nullable String actor,
    @Nullable String occurredAt,
    EventFields fields) {

  /**
   * Creates a draft without a source.
   *
   * @param streamId {@link #streamId()}
   * @param eventId {@link #eventId()}
   * @param type {@link #type()}
   * @param actor {@link #actor()}
   * @param occurredAt {@link #occurredAt()}
   * @param fields {@link #fields()}
   */
  public EventDraft(
      @Nullable String streamId,
      @Nullable String eventId,
      @Nullable String type,
      @Nullable String actor,
      @Nullable String occurredAt,
      EventFields fields) {
    this(streamId, null, eventId, type, actor, occurredAt, fields);
  }

  /**
   * {@return an event as an external caller would have written it}
   *
   * @param event any event
   */
  public static EventDraft of(StreamEvent event) {
    return new EventDraft(
        event.streamId(),
        event.source(),
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
    return new EventDraft(streamId, source, id, type, actor, occurredAt, fields);
  }

  /**
   * {@return this draft on another stream}
   *
   * @param id {@link #streamId()}
   */
  public EventDraft onStream(@Nullable String id) {
    return new EventDraft(id, source, eventId, type, actor, occurredAt, fields);
  }

  /**
   * {@return this draft from a source, unless it names one}
   *
   * @param otherwise {@link #source()}
   */
  public EventDraft orFrom(String otherwise) {
    return source == null
        ? new EventDraft(streamId, otherwise, eventId, type, actor, occurredAt, fields)
        : this;
  }
}
