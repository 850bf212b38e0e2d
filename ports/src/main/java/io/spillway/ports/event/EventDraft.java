package io.spillway.ports.event;

import org.jspecify.annotations.Nullable;

/**
 * An event as somebody outside wrote it, before any check: each part may be missing or wrong.
 *
 * @param streamId the stream
 * @param eventId the event's id; when missing, one is made
 * @param type such as {@code follow}
 * @param actor who caused it
 * @param occurredAt when it happened, as ISO 8601 text; when missing, now
 * @param fields what only some types have, such as {@code tier}
 */
public record EventDraft(
    @Nullable String streamId,
    @Nullable String eventId,
    @Nullable String type,
    @Nullable String actor,
    @Nullable String occurredAt,
    EventFields fields) {

  /**
   * {@return an event as somebody outside would have written it}
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
}
