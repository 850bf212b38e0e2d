package io.spillway.ports.telemetry;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.TraceParent;
import io.spillway.ports.event.WorkflowRequest;
import org.jspecify.annotations.Nullable;

/**
 * Outcome of a message or an event: ids and codes, without user content.
 *
 * @param kind the kind
 * @param streamId the stream's id, or {@link
 *     io.spillway.ports.deadletter.DeadLetter#UNKNOWN_STREAM}
 * @param subjectId the id of the message or event; null if a payload could not be decoded
 * @param workflowId the id of the event's workflow; null for none
 * @param traceParent the trace context; null if unknown
 * @param code the code of the failure or of the category; null for none
 */
public record Outcome(
    Kind kind,
    String streamId,
    @Nullable String subjectId,
    @Nullable String workflowId,
    @Nullable TraceParent traceParent,
    @Nullable String code) {

  /**
   * Kind of outcome. Each message has exactly one of the first three; a published message may later
   * have one of the next two.
   */
  public enum Kind {
    /** A message was moderated and published. */
    MESSAGE_ACCEPTED,
    /** A message was withheld for review. */
    MESSAGE_HELD,
    /** A message was published without moderation. */
    MESSAGE_UNMODERATED,
    /** A published message, unmoderated or marked, was withdrawn and is withheld. */
    MESSAGE_WITHDRAWN,
    /** An unmoderated message passed its recheck. */
    MESSAGE_CLEARED,
    /** An event was received from its queue and decoded; reported once per delivery. */
    EVENT_TAKEN,
    /** An event was parked behind a dead letter of its stream; reported each time. */
    EVENT_PARKED,
    /** All activities of an event are done. */
    EVENT_DONE,
    /** Failed activities of an event are retried after a delay; reported once per round. */
    EVENT_RETRIED,
    /** An event, or a payload that could not be decoded, became a dead letter. */
    EVENT_BURIED,
    /** A dead letter was redriven. */
    EVENT_REDRIVEN
  }

  public Outcome {
    requireNonNull(kind, "kind");
    requireNonNull(streamId, "streamId");
  }

  /**
   * {@return the outcome of a message}
   *
   * @param kind the kind
   * @param streamId the stream's id
   * @param messageId the message's id
   * @param code the reason's code; null if the kind has none
   */
  public static Outcome message(
      Kind kind, String streamId, String messageId, @Nullable String code) {
    return new Outcome(kind, streamId, messageId, null, null, code);
  }

  /**
   * {@return the outcome of an event in its workflow}
   *
   * @param kind the kind
   * @param request the workflow's request
   * @param code the reason's code; null if the kind has none
   */
  public static Outcome workflow(Kind kind, WorkflowRequest request, @Nullable String code) {
    return new Outcome(
        kind,
        request.event().streamId(),
        request.event().key(),
        request.workflowId(),
        request.arrival().traceParent(),
        code);
  }
}
