package io.spillway.ports.telemetry;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.TraceParent;
import io.spillway.ports.event.WorkflowRequest;
import org.jspecify.annotations.Nullable;

/**
 * Something that became of a message or an event: ids and codes, and nothing that anybody wrote.
 *
 * @param kind what
 * @param streamId the stream, or {@link io.spillway.ports.deadletter.DeadLetter#UNKNOWN_STREAM}
 * @param subjectId the message or the event; null when a payload could not be understood
 * @param workflowId the event's workflow; null when there is none
 * @param traceParent the trace that it belongs to; null when that is not known here
 * @param code why: the code of the failure or of the category; null when there is no reason to give
 */
public record Outcome(
    Kind kind,
    String streamId,
    @Nullable String subjectId,
    @Nullable String workflowId,
    @Nullable TraceParent traceParent,
    @Nullable String code) {

  /**
   * What becomes of messages and of events. Each message is one of the first three; of one that was
   * published, one of the next two may be told later.
   */
  public enum Kind {
    /** A message was found fit to be published, and is. */
    MESSAGE_ACCEPTED,
    /** A message is withheld for review. */
    MESSAGE_HELD,
    /** A message was published without anybody having judged it. */
    MESSAGE_UNMODERATED,
    /** A message that was published, unmoderated or marked, was found unfit and is withheld now. */
    MESSAGE_WITHDRAWN,
    /** A message that was published unmoderated was found fit to stay. */
    MESSAGE_CLEARED,
    /** An event was taken off its queue and understood, once for each delivery. */
    EVENT_TAKEN,
    /** An event waits behind a dead letter of its stream, once for each time it is put back. */
    EVENT_PARKED,
    /** Every activity of an event is done. */
    EVENT_DONE,
    /** What failed of an event will be tried again after a pause, once for each round. */
    EVENT_RETRIED,
    /** An event, or what could not be understood as one, was given up on and is a dead letter. */
    EVENT_BURIED,
    /** A dead letter was sent on its way again. */
    EVENT_REDRIVEN
  }

  public Outcome {
    requireNonNull(kind, "kind");
    requireNonNull(streamId, "streamId");
  }

  /**
   * {@return the outcome of a message}
   *
   * @param kind what became of it
   * @param streamId id of the stream
   * @param messageId the message's
   * @param code why, where the kind has a reason; null where it has none
   */
  public static Outcome message(
      Kind kind, String streamId, String messageId, @Nullable String code) {
    return new Outcome(kind, streamId, messageId, null, null, code);
  }

  /**
   * {@return the outcome of an event in its workflow}
   *
   * @param kind what became of it
   * @param request what the workflow was asked to do
   * @param code why, where the kind has a reason; null where it has none
   */
  public static Outcome workflow(Kind kind, WorkflowRequest request, @Nullable String code) {
    return new Outcome(
        kind,
        request.event().streamId(),
        request.event().eventId(),
        request.workflowId(),
        request.arrival().traceParent(),
        code);
  }
}
