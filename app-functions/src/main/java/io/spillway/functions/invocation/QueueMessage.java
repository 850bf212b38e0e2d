package io.spillway.functions.invocation;

import io.spillway.ports.TraceParent;
import io.spillway.ports.event.Arrival;
import io.spillway.ports.queue.Delivery;
import io.spillway.ports.queue.Payload;
import io.spillway.wire.EventPayload;
import io.spillway.wire.IncomingEvent;
import io.spillway.wire.QueueText;
import io.spillway.wire.UnreadablePayloadException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Delivery of a queue message, with the host's metadata.
 *
 * @param insertedAt a time in ISO 8601; the worker passes it in quotes
 */
public record QueueMessage(
    String queue, String messageId, long dequeueCount, String insertedAt, Payload payload) {

  /**
   * Creates a message from a delivery by the host.
   *
   * @param text the message's text, not decoded by the host
   */
  public static QueueMessage of(
      String queue, String messageId, long dequeueCount, String insertedAt, byte[] text) {
    return new QueueMessage(queue, messageId, dequeueCount, insertedAt, QueueText.decode(text));
  }

  /** Creates a message from a delivery that was received without the host. */
  public static QueueMessage of(String queue, Delivery delivery) {
    return new QueueMessage(
        queue,
        delivery.messageId(),
        delivery.dequeueCount(),
        delivery.insertedAt().toString(),
        delivery.payload());
  }

  /** Returns the arrival of an event; the current time if the host's is unreadable. */
  public Arrival arrival(IncomingEvent event, InstantSource clock) {
    return arrival(event.contentType(), event.traceParent(), clock);
  }

  /** Returns the arrival of an unreadable payload. */
  public Arrival unreadable(UnreadablePayloadException e, InstantSource clock) {
    return arrival(e.contentType(), EventPayload.traceParent(payload), clock);
  }

  /** Returns the arrival of a well-formed message with rejected content. */
  public Arrival refused(InstantSource clock) {
    return arrival("application/json", EventPayload.traceParent(payload), clock);
  }

  /** Returns the payload's trace; if it has none, a new one for this message. */
  public TraceParent trace() {
    return orBegun(EventPayload.traceParent(payload));
  }

  private TraceParent orBegun(@Nullable TraceParent traceParent) {
    return traceParent == null ? Traces.of(unquote(messageId)) : traceParent;
  }

  private Arrival arrival(
      String contentType, @Nullable TraceParent traceParent, InstantSource clock) {
    return Arrival.of(queue, unquote(messageId), insertedAt(clock), payload)
        .withDequeueCount((int) Math.min(Integer.MAX_VALUE, Math.max(1, dequeueCount)))
        .withContentType(contentType)
        .withTraceParent(orBegun(traceParent));
  }

  /** Returns the time of insertion, by the queue's clock; the current time if it is unreadable. */
  public Instant insertedAt(InstantSource clock) {
    try {
      return OffsetDateTime.parse(unquote(insertedAt)).toInstant();
    } catch (DateTimeException e) {
      return clock.instant();
    }
  }

  private static String unquote(String text) {
    return text.replace("\"", "");
  }
}
