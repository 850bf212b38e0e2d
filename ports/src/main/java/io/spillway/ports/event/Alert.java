package io.spillway.ports.event;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.Ids;
import io.spillway.ports.SortableTime;
import io.spillway.ports.moderation.WithheldName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Notification about an event that a stream's operators want to learn of immediately.
 *
 * @param streamId the stream's id
 * @param alertId unique within its stream: the key of the event that caused it
 * @param kind the rule that raised it, such as {@code large-donation}
 * @param summary one line for people
 * @param occurredAt the time of the event, in microseconds
 * @param actor the actor of the event, who is named in the summary unless the name is withheld;
 *     null for none
 * @param actorWithheld the reason why the summary does not name the actor, for operators; null if
 *     it does
 * @param cause the event and its fields; null for alerts that were stored without them
 * @param text the donor's message, if everyone may read it; never stored, because that can change;
 *     null for none
 */
public record Alert(
    String streamId,
    String alertId,
    String kind,
    String summary,
    Instant occurredAt,
    @Nullable String actor,
    @Nullable WithheldName actorWithheld,
    @Nullable Cause cause,
    @Nullable String text) {

  /**
   * Event that raised an alert.
   *
   * @param source the event's source
   * @param eventId the event's id, as sent by its source
   * @param fields the event's type-specific fields, without a donor's message
   * @param milestone the number of followers that was reached; null for none
   * @param messageId the id of the donor's message on the stream, as of a chat message; null for
   *     none
   */
  public record Cause(
      String source,
      String eventId,
      EventFields fields,
      @Nullable Long milestone,
      @Nullable String messageId) {

    public Cause {
      requireNonNull(source, "source");
      requireNonNull(eventId, "eventId");
      fields = fields.without(EventField.MESSAGE);
    }

    /**
     * {@return the cause of an alert about an event}
     *
     * @param event the event
     */
    public static Cause of(StreamEvent event) {
      return new Cause(event.source(), event.eventId(), event.detail().values(), null, null);
    }

    /**
     * {@return the same cause with a milestone}
     *
     * @param number {@link #milestone()}
     */
    public Cause reaching(long number) {
      return new Cause(source, eventId, fields, number, messageId);
    }

    /**
     * {@return the same cause with a message}
     *
     * @param id {@link #messageId()}; null for none
     */
    public Cause withMessage(@Nullable String id) {
      return new Cause(source, eventId, fields, milestone, id);
    }
  }

  public Alert {
    Ids.require("streamId", streamId);
    Ids.require("alertId", alertId);
    requireNonNull(kind, "kind");
    requireNonNull(summary, "summary");
    occurredAt = SortableTime.stored(occurredAt);
  }

  /**
   * {@return an alert without an actor}
   *
   * @param streamId {@link #streamId()}
   * @param alertId {@link #alertId()}
   * @param kind {@link #kind()}
   * @param summary {@link #summary()}
   * @param occurredAt {@link #occurredAt()}
   */
  public static Alert of(
      String streamId, String alertId, String kind, String summary, Instant occurredAt) {
    return new Alert(streamId, alertId, kind, summary, occurredAt, null, null, null, null);
  }

  /**
   * {@return the same alert about an actor}
   *
   * @param name {@link #actor()}; null for none
   */
  public Alert about(@Nullable String name) {
    return new Alert(
        streamId, alertId, kind, summary, occurredAt, name, actorWithheld, cause, text);
  }

  /**
   * {@return the same alert, whose summary does not name the actor}
   *
   * @param reason {@link #actorWithheld()}
   */
  public Alert withholdingActor(WithheldName reason) {
    return new Alert(streamId, alertId, kind, summary, occurredAt, actor, reason, cause, text);
  }

  /**
   * {@return the same alert with another summary}
   *
   * @param line {@link #summary()}
   */
  public Alert saying(String line) {
    return new Alert(streamId, alertId, kind, line, occurredAt, actor, actorWithheld, cause, text);
  }

  /**
   * {@return the same alert with its cause}
   *
   * @param event {@link #cause()}; null if unknown
   */
  public Alert causedBy(@Nullable Cause event) {
    return new Alert(
        streamId, alertId, kind, summary, occurredAt, actor, actorWithheld, event, text);
  }

  /**
   * {@return the same alert with the donor's message}
   *
   * @param readable {@link #text()}; null for none
   */
  public Alert withText(@Nullable String readable) {
    return new Alert(
        streamId, alertId, kind, summary, occurredAt, actor, actorWithheld, cause, readable);
  }

  /**
   * {@return the alert in the form that may be shown to everyone: without a withheld name and its
   * reason}
   */
  public Alert shown() {
    return actorWithheld == null
        ? this
        : new Alert(streamId, alertId, kind, summary, occurredAt, null, null, cause, text);
  }

  /** {@return a key that sorts the alerts of a stream by time, then by id} */
  public String sortKey() {
    return SortableTime.key(occurredAt, alertId);
  }

  /** Identifies the alert without its summary, actor and text. */
  @Override
  public String toString() {
    return "Alert[" + streamId + "/" + alertId + ", " + kind + "]";
  }
}
