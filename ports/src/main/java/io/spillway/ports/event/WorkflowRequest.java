package io.spillway.ports.event;

import static java.util.Objects.requireNonNull;

/**
 * A workflow to be run: one event, through every activity.
 *
 * @param event what happened
 * @param arrival how it came in
 * @param generation 0 at first, and one more for each redrive
 */
public record WorkflowRequest(StreamEvent event, Arrival arrival, int generation) {

  public WorkflowRequest {
    requireNonNull(event, "event");
    requireNonNull(arrival, "arrival");
    if (generation < 0) {
      throw new IllegalArgumentException("generation must not be negative: " + generation);
    }
  }

  /** The workflow's id: the event's, so that an event delivered again finds its own workflow. */
  public String workflowId() {
    return workflowId(event.streamId(), event.eventId(), generation);
  }

  /** The id of the workflow of an event; at most 100 characters for a generation of two digits. */
  public static String workflowId(String streamId, String eventId, int generation) {
    return streamId + "~" + eventId + (generation == 0 ? "" : "~" + generation);
  }
}
