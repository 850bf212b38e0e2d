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
 * What the host says of a delivery.
 *
 * @param insertedAt a time in ISO 8601; the worker hands it over in quotes
 */
public record QueueMessage(
    String queue, String messageId, long dequeueCount, String insertedAt, Payload payload) {

  /**
   * A delivery by the host.
   *
   * @param text the message's text, which the host does not decode
   */
  public static QueueMessage of(
      String queue, String messageId, long dequeueCount, String insertedAt, byte[] text) {
    return new QueueMessage(queue, messageId, dequeueCount, insertedAt, QueueText.decode(text));
  }

  /** A delivery that was received without the host. */
  public static QueueMessage of(String queue, Delivery delivery) {
    return new QueueMessage(
        queue,
        delivery.messageId(),
        delivery.dequeueCount(),
        delivery.insertedAt().toString(),
        delivery.payload());
  }

  /** How an event came in; at this moment, if the host's time cannot be read. */
  public Arrival arrival(IncomingEvent event, InstantSource clock) {
    return arrival(event.contentType(), event.traceParent(), clock);
  }

  /** How something came in that cannot be understood. */
  public Arrival unreadable(UnreadablePayloadException e, InstantSource clock) {
    return arrival(e.contentType(), EventPayload.traceParent(payload), clock);
  }

  /** Arrival of a message in our form whose content is refused. */
  public Arrival refused(InstantSource clock) {
    return arrival("application/json", EventPayload.traceParent(payload), clock);
  }

  /** The trace that the payload says it belongs to; when it says none, one for this message. */
  public TraceParent trace() {
    return orBegun(EventPayload.traceParent(payload));
  }

  private TraceParent orBegun(@Nullable TraceParent traceParent) {
    return traceParent == null ? Traces.of(unquoted(messageId)) : traceParent;
  }

  private Arrival arrival(
      String contentType, @Nullable TraceParent traceParent, InstantSource clock) {
    return Arrival.of(queue, unquoted(messageId), insertedAt(clock), payload)
        .withDequeueCount((int) Math.min(Integer.MAX_VALUE, Math.max(1, dequeueCount)))
        .withContentType(contentType)
        .withTraceParent(orBegun(traceParent));
  }

  /** When it was put into its queue, by the queue's clock; now, if that cannot be read. */
  public Instant insertedAt(InstantSource clock) {
    try {
      return OffsetDateTime.parse(unquoted(insertedAt)).toInstant();
    } catch (DateTimeException e) {
      return clock.instant();
    }
  }

  private static String unquoted(String text) {
    return text.replace("\"", "");
  }
}
