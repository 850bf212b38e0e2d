package io.spillway.ports.event;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A workflow to be run: one event, through every activity or, in a redrive, through some of them.
 *
 * @param event what happened
 * @param arrival how it came in
 * @param generation 0 at first, and one more for each redrive
 * @param letterId the dead letter that is redriven, under whose id the event is buried if it fails
 *     again; null when there is none
 * @param activities the only ones that run; empty for all that are registered
 */
public record WorkflowRequest(
    StreamEvent event,
    Arrival arrival,
    int generation,
    @Nullable String letterId,
    List<String> activities) {

  public WorkflowRequest {
    requireNonNull(event, "event");
    requireNonNull(arrival, "arrival");
    if (generation < 0) {
      throw new IllegalArgumentException("generation must not be negative: " + generation);
    }
    activities = List.copyOf(activities);
  }

  /**
   * An event that is no dead letter's.
   *
   * @param event what happened
   * @param arrival how it came in
   * @param generation 0 at first, and one more for each redrive
   */
  public WorkflowRequest(StreamEvent event, Arrival arrival, int generation) {
    this(event, arrival, generation, null, List.of());
  }

  /**
   * {@return the workflow's id: the event's, so that an event delivered again finds its own
   * workflow} One event may have several dead letters, such as one that came broken and was edited;
   * a redrive of any but the event's own is named after its letter, at most 100 characters too,
   * since it must not take another one's workflow for its own.
   */
  public String workflowId() {
    String letter = letterIdOrOwn();
    if (letter.equals(workflowId(event.streamId(), event.eventId(), 0))) {
      return workflowId(event.streamId(), event.eventId(), generation);
    }
    int afterStream = letter.lastIndexOf('~') + 1;
    String twoDigits = (generation < 10 ? "0" : "") + generation;
    return letter.substring(0, afterStream) + twoDigits + letter.substring(afterStream);
  }

  /**
   * {@return the id of the workflow of an event; at most 100 characters for a generation of two
   * digits}
   *
   * @param streamId id of the stream
   * @param eventId id of the event
   * @param generation 0 at first, and one more for each redrive
   */
  public static String workflowId(String streamId, String eventId, int generation) {
    return streamId + "~" + eventId + (generation == 0 ? "" : "~" + generation);
  }

  /** {@return the id of the letter by which the event is buried: the same in each generation} */
  public String letterIdOrOwn() {
    return letterId == null ? workflowId(event.streamId(), event.eventId(), 0) : letterId;
  }
}
