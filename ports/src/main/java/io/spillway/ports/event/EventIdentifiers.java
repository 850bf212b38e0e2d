package io.spillway.ports.event;

import io.spillway.ports.Ids;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Identifiers of an event, as far as they are readable and valid, of an event that may have bad
 * fields. An invalid part becomes null.
 *
 * @param streamId the stream's id; null if unknown
 * @param source the event's source; null if unknown
 * @param eventId the event's id; null if unknown
 * @param type the name of the {@link EventType}; null if unknown
 */
public record EventIdentifiers(
    @Nullable String streamId,
    @Nullable String source,
    @Nullable String eventId,
    @Nullable String type) {

  /** Identifiers of an unreadable event. */
  public static final EventIdentifiers NONE = new EventIdentifiers(null, null, null, null);

  public EventIdentifiers {
    streamId = streamId != null && Ids.isValid(streamId) ? streamId : null;
    source = valid(source, StreamEvent::sourceProblem);
    eventId = valid(eventId, StreamEvent::idProblem);
    type = type != null && EventType.named(type).isPresent() ? type : null;
  }

  /**
   * {@return the identifiers of an unvalidated event}
   *
   * @param draft the event; one without a source has no known one
   */
  public static EventIdentifiers of(EventDraft draft) {
    return new EventIdentifiers(draft.streamId(), draft.source(), draft.eventId(), draft.type());
  }

  /**
   * {@return the identifiers of an event}
   *
   * @param event the event
   */
  public static EventIdentifiers of(StreamEvent event) {
    return new EventIdentifiers(event.streamId(), event.source(), event.eventId(), event.type());
  }

  private static @Nullable String valid(
      @Nullable String text, Function<String, @Nullable String> problem) {
    return text == null || problem.apply(text) != null ? null : text;
  }
}
