package io.spillway.ports.event;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.Ids;
import io.spillway.ports.SortableTime;
import io.spillway.ports.TextLength;
import java.time.Instant;

/**
 * An event on a stream.
 *
 * @param streamId the stream's id
 * @param eventId the event's id, unique within its stream; events with the same id are the same
 *     event
 * @param actor the name of the person who caused it, as used on the site; 1 to {@value
 *     #MAX_ACTOR_LENGTH} characters by {@link TextLength}
 * @param occurredAt the time of the event, in microseconds
 * @param detail the type and its fields
 */
public record StreamEvent(
    String streamId, String eventId, String actor, Instant occurredAt, EventDetail detail) {

  /** Maximum length of an actor's name, in extended grapheme clusters. */
  public static final int MAX_ACTOR_LENGTH = 100;

  public StreamEvent {
    Ids.require("streamId", streamId);
    Ids.require("eventId", eventId);
    if (actor.isBlank() || TextLength.problem(actor, MAX_ACTOR_LENGTH) != null) {
      throw new IllegalArgumentException("actor must have 1 to 100 characters");
    }
    occurredAt = SortableTime.stored(occurredAt);
    requireNonNull(detail, "detail");
  }

  /** {@return the type's name on the wire, such as {@code follow}} */
  public String type() {
    return detail.kind().key();
  }

  /** {@return a key that sorts the events of a stream by time, then by id} */
  public String sortKey() {
    return SortableTime.key(occurredAt, eventId);
  }

  /** Identifies the event without its actor. */
  @Override
  public String toString() {
    return "StreamEvent[" + streamId + "/" + eventId + ", " + type() + "]";
  }
}
