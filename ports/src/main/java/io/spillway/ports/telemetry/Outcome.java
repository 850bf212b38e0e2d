package io.spillway.ports.telemetry;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.TraceParent;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.event.WorkflowRequest;
import org.jspecify.annotations.Nullable;

/**
 * Outcome of a message, an event or a webhook: ids and codes, without user content.
 *
 * @param kind the kind
 * @param streamId the stream's id, or {@link DeadLetter#UNKNOWN_STREAM}
 * @param subjectId the id of the message, event or delivery; null if a payload could not be decoded
 * @param workflowId the id of the event's workflow; null for none
 * @param traceParent the trace context; null if unknown
 * @param code the code of the failure or of the category; null for none
 * @param deadLetterId the id of the event's dead letter; null for none
 */
public record Outcome(
    Kind kind,
    String streamId,
    @Nullable String subjectId,
    @Nullable String workflowId,
    @Nullable TraceParent traceParent,
    @Nullable String code,
    @Nullable String deadLetterId) {

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
    /** An event waits for an automatic retry because a dependency is unavailable. */
    EVENT_DEFERRED,
    /** An event, or a payload that could not be decoded, became a dead letter. */
    EVENT_BURIED,
    /** A dead letter was redriven. */
    EVENT_REDRIVEN,
    /** A request to the webhook of a source was not authentic. */
    SOURCE_REFUSED,
    /** An authentic delivery of a source was of a kind that is no event. */
    SOURCE_IGNORED,
    /** A source sent a notice about its webhook, such as the revocation of a subscription. */
    SOURCE_NOTICE
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
    return new Outcome(kind, streamId, messageId, null, null, code, null);
  }

  /**
   * {@return the outcome of a request to a source's webhook}
   *
   * @param kind the kind
   * @param deliveryId the delivery's id; null if it is not authentic
   * @param traceParent the trace context; null if unknown
   * @param code the source's name, and the notice's code if it is one
   */
  public static Outcome source(
      Kind kind, @Nullable String deliveryId, @Nullable TraceParent traceParent, String code) {
    return new Outcome(kind, DeadLetter.UNKNOWN_STREAM, deliveryId, null, traceParent, code, null);
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
        code,
        null);
  }
}
