package io.spillway.ports.event;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.Ids;
import io.spillway.ports.SortableTime;
import java.time.Instant;

/**
 * Notification about an event that a stream's operators want to learn of immediately.
 *
 * @param streamId the stream's id
 * @param alertId unique within its stream: the id of the event that caused it
 * @param kind the rule that raised it, such as {@code large-donation}
 * @param summary one line for people
 * @param occurredAt the time of the event, in microseconds
 */
public record Alert(
    String streamId, String alertId, String kind, String summary, Instant occurredAt) {

  public Alert {
    Ids.require("streamId", streamId);
    Ids.require("alertId", alertId);
    requireNonNull(kind, "kind");
    requireNonNull(summary, "summary");
    occurredAt = SortableTime.stored(occurredAt);
  }

  /** {@return a key that sorts the alerts of a stream by time, then by id} */
  public String sortKey() {
    return SortableTime.key(occurredAt, alertId);
  }
}
