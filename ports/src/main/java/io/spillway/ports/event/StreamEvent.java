package io.spillway.ports.event;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.Ids;
import io.spillway.ports.SortableTime;
import io.spillway.ports.StorableText;
import io.spillway.ports.TextLength;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event on a stream. Its identity is the stream, the source and the id: events of one identity
 * are the same event, and two sources may use one id.
 *
 * @param streamId the stream's id
 * @param source the system that named the event, such as {@code twitch} or the URI of a
 *     CloudEvent's source; 1 to {@value #MAX_NAME_LENGTH} characters without control characters,
 *     not blank
 * @param eventId the event's id as sent by its source; 1 to {@value #MAX_NAME_LENGTH} characters of
 *     any kind that every store accepts
 * @param actor the name of the person who caused it, as used on the site, or {@link #ANONYMOUS}; 1
 *     to {@value #MAX_ACTOR_LENGTH} characters by {@link TextLength}
 * @param occurredAt the time of the event, in microseconds
 * @param detail the type and its fields
 */
public record StreamEvent(
    String streamId,
    String source,
    String eventId,
    String actor,
    Instant occurredAt,
    EventDetail detail) {

  /** Source of events by HTTP or by a call that name none. */
  public static final String API = "api";

  /** Source of events from the queue that name none. */
  public static final String QUEUE = "queue";

  /** Actor of an event without a known one. */
  public static final String ANONYMOUS = "Anonymous";

  /** Maximum length of an actor's name, in extended grapheme clusters. */
  public static final int MAX_ACTOR_LENGTH = 100;

  /** Maximum length of a source and of an id, in code points. */
  public static final int MAX_NAME_LENGTH = 512;

  public StreamEvent {
    Ids.require("streamId", streamId);
    require("source", sourceProblem(source));
    require("eventId", idProblem(eventId));
    if (actor.isBlank() || TextLength.problem(actor, MAX_ACTOR_LENGTH) != null) {
      throw new IllegalArgumentException("actor must have 1 to 100 characters");
    }
    occurredAt = SortableTime.stored(occurredAt);
    requireNonNull(detail, "detail");
  }

  /**
   * Creates an event of the source {@link #API}.
   *
   * @param streamId {@link #streamId()}
   * @param eventId {@link #eventId()}
   * @param actor {@link #actor()}
   * @param occurredAt {@link #occurredAt()}
   * @param detail {@link #detail()}
   */
  public StreamEvent(
      String streamId, String eventId, String actor, Instant occurredAt, EventDetail detail) {
    this(streamId, API, eventId, actor, occurredAt, detail);
  }

  /**
   * {@return the violated rule for a source, phrased to follow a field's name; null if it is valid}
   *
   * @param source any text
   */
  public static @Nullable String sourceProblem(String source) {
    if (source.isBlank()) {
      return "must not be blank";
    }
    return source.codePoints().anyMatch(Character::isISOControl)
        ? "must not have control characters"
        : idProblem(source);
  }

  /**
   * {@return the violated rule for an event's id, phrased to follow a field's name; null if it is
   * valid}
   *
   * @param eventId any text
   */
  public static @Nullable String idProblem(String eventId) {
    if (eventId.isEmpty() || eventId.codePointCount(0, eventId.length()) > MAX_NAME_LENGTH) {
      return "must have 1 to 512 characters";
    }
    return StorableText.problem(eventId);
  }

  private static void require(String field, @Nullable String problem) {
    if (problem != null) {
      throw new IllegalArgumentException(field + " " + problem);
    }
  }

  /**
   * {@return the key of the event in stores, workflows and paths, in the form of {@link Ids}} See
   * {@link #key(String, String)}.
   */
  public String key() {
    return key(source, eventId);
  }

  /**
   * {@return the key of an event within its stream, in the form of {@link Ids}: the id itself if
   * the source is {@link #API} and the id has that form, and otherwise a hash of both}
   *
   * @param source the event's source
   * @param eventId the event's id
   */
  public static String key(String source, String eventId) {
    return source.equals(API) && Ids.isValid(eventId)
        ? eventId
        : Ids.derive(source + "\n" + eventId); // a source has no line break
  }

  /** {@return the type's name on the wire, such as {@code follow}} */
  public String type() {
    return detail.kind().key();
  }

  /** {@return a key that sorts the events of a stream by time, then by {@link #key()}} */
  public String sortKey() {
    return SortableTime.key(occurredAt, key());
  }

  /**
   * {@return the same event by another actor}
   *
   * @param name {@link #actor()}
   */
  public StreamEvent byActor(String name) {
    return new StreamEvent(streamId, source, eventId, name, occurredAt, detail);
  }

  /** Identifies the event without its actor. */
  @Override
  public String toString() {
    return "StreamEvent[" + streamId + "/" + key() + ", " + type() + "]";
  }
}
