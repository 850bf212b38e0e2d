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
 * @param alertId unique within its stream: the id of the event that caused it
 * @param kind the rule that raised it, such as {@code large-donation}
 * @param summary one line for people
 * @param occurredAt the time of the event, in microseconds
 * @param actor the actor of the event, who is named in the summary unless the name is withheld;
 *     null for none
 * @param actorWithheld the reason why the summary does not name the actor, for operators; null if
 *     it does
 */
public record Alert(
    String streamId,
    String alertId,
    String kind,
    String summary,
    Instant occurredAt,
    @Nullable String actor,
    @Nullable WithheldName actorWithheld) {

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
    return new Alert(streamId, alertId, kind, summary, occurredAt, null, null);
  }

  /**
   * {@return the same alert about an actor}
   *
   * @param name {@link #actor()}; null for none
   */
  public Alert about(@Nullable String name) {
    return new Alert(streamId, alertId, kind, summary, occurredAt, name, actorWithheld);
  }

  /**
   * {@return the same alert, whose summary does not name the actor}
   *
   * @param reason {@link #actorWithheld()}
   */
  public Alert withholdingActor(WithheldName reason) {
    return new Alert(streamId, alertId, kind, summary, occurredAt, actor, reason);
  }

  /**
   * {@return the alert in the form that may be shown to everyone: without a withheld name and its
   * reason}
   */
  public Alert shown() {
    return actorWithheld == null ? this : of(streamId, alertId, kind, summary, occurredAt);
  }

  /** {@return a key that sorts the alerts of a stream by time, then by id} */
  public String sortKey() {
    return SortableTime.key(occurredAt, alertId);
  }

  /** Identifies the alert without its summary and actor. */
  @Override
  public String toString() {
    return "Alert[" + streamId + "/" + alertId + ", " + kind + "]";
  }
}
