package io.spillway.ports.event;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.Ids;
import io.spillway.ports.SortableTime;
import java.time.Instant;

/**
 * Something that happened on a stream.
 *
 * @param streamId the stream
 * @param eventId unique within its stream; an event with an id that was seen before is the same
 *     event
 * @param actor who caused it, as their site names them; 1 to {@value #MAX_ACTOR_LENGTH} characters
 * @param occurredAt when it happened, in microseconds
 * @param detail what happened
 */
public record StreamEvent(
    String streamId, String eventId, String actor, Instant occurredAt, EventDetail detail) {

  /** Longest name of an actor, in code points. */
  public static final int MAX_ACTOR_LENGTH = 100;

  public StreamEvent {
    Ids.require("streamId", streamId);
    Ids.require("eventId", eventId);
    if (actor.isBlank() || actor.codePointCount(0, actor.length()) > MAX_ACTOR_LENGTH) {
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

  /** Says which event it is, and nothing of who caused it. */
  @Override
  public String toString() {
    return "StreamEvent[" + streamId + "/" + eventId + ", " + type() + "]";
  }
}
