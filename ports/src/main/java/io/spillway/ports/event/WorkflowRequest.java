package io.spillway.ports.event;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.Ids;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Request to run the workflow of one event: all activities or, in a redrive, some of them.
 *
 * @param event the event
 * @param arrival the event as received
 * @param generation 0 at first, increased by one with each redrive
 * @param letterId the id of the redriven dead letter, which is kept if the event fails again; null
 *     if it is not a redrive
 * @param activities the names of the activities to run; empty for all
 */
public record WorkflowRequest(
    StreamEvent event,
    Arrival arrival,
    int generation,
    @Nullable String letterId,
    List<String> activities) {

  /** Maximum length of a workflow's id, in characters: that of Durable Functions. */
  public static final int MAX_ID_LENGTH = 100;

  public WorkflowRequest {
    requireNonNull(event, "event");
    requireNonNull(arrival, "arrival");
    if (generation < 0) {
      throw new IllegalArgumentException("generation must not be negative: " + generation);
    }
    activities = List.copyOf(activities);
  }

  /**
   * Creates a request that is not a redrive of a dead letter.
   *
   * @param event the event
   * @param arrival the event as received
   * @param generation 0 at first, increased by one with each redrive
   * @return the request, for all activities
   */
  public static WorkflowRequest of(StreamEvent event, Arrival arrival, int generation) {
    return new WorkflowRequest(event, arrival, generation, null, List.of());
  }

  /**
   * {@return the workflow's id, derived from the event's, so that a repeated delivery finds the
   * same workflow} One event may have several dead letters, such as one whose broken payload was
   * edited. A redrive of any but the event's own is named after the dead letter, also in at most
   * {@value #MAX_ID_LENGTH} characters, so that it cannot collide with the event's own workflow.
   */
  public String workflowId() {
    String letter = letterIdOrOwn();
    return letter.equals(letterId(event.streamId(), event.key()))
        ? workflowId(event.streamId(), event.key(), generation)
        : workflowIdOfLetter(letter, generation);
  }

  /**
   * {@return the id of the workflow that redrives a dead letter that is not its event's own}
   *
   * @param letter the dead letter's id
   * @param generation the generation of the redrive, 1 or more
   */
  public static String workflowIdOfLetter(String letter, int generation) {
    int afterStream = letter.lastIndexOf('~') + 1;
    String number = (generation < 10 ? "0" : "") + generation;
    // Without hyphens the third digit of a generation could be the first of another id.
    String prefix = generation < 100 ? number : "-" + number + "-";
    return shorten(letter.substring(0, afterStream) + prefix + letter.substring(afterStream));
  }

  /**
   * {@return the id of the workflow of an event, in at most {@value #MAX_ID_LENGTH} characters:
   * {@code streamId~eventKey~generation}, without a generation of 0; for longer ids {@code ~} and a
   * hash of that text, which begins like no other workflow's id}
   *
   * @param streamId the stream's id
   * @param eventKey the event's {@link StreamEvent#key()}
   * @param generation 0 at first, increased by one with each redrive
   */
  public static String workflowId(String streamId, String eventKey, int generation) {
    return shorten(letterId(streamId, eventKey) + (generation == 0 ? "" : "~" + generation));
  }

  /**
   * {@return the id of the dead letter of an event: {@code streamId~eventKey}}
   *
   * @param streamId the stream's id
   * @param eventKey the event's {@link StreamEvent#key()}
   */
  public static String letterId(String streamId, String eventKey) {
    return streamId + "~" + eventKey;
  }

  private static String shorten(String id) {
    return id.length() <= MAX_ID_LENGTH ? id : "~" + Ids.derive(id);
  }

  /** {@return the id of the event's dead letter, the same in each generation} */
  public String letterIdOrOwn() {
    return letterId == null ? letterId(event.streamId(), event.key()) : letterId;
  }
}
