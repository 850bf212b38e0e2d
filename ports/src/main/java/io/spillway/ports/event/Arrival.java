package io.spillway.ports.event;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.TraceParent;
import io.spillway.ports.queue.Payload;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event as received from its queue, with the evidence that a dead letter needs.
 *
 * @param queue the queue's name
 * @param messageId the queue's id of the message
 * @param insertedAt the time of enqueueing
 * @param dequeueCount the number of deliveries, 1 or more
 * @param payload the payload as received, byte for byte
 * @param contentType the payload's type, such as {@code application/cloudevents+json}
 * @param traceParent the trace context; null if unknown
 */
public record Arrival(
    String queue,
    String messageId,
    Instant insertedAt,
    int dequeueCount,
    Payload payload,
    String contentType,
    @Nullable TraceParent traceParent) {

  public Arrival {
    requireNonNull(queue, "queue");
    requireNonNull(messageId, "messageId");
    requireNonNull(insertedAt, "insertedAt");
    requireNonNull(payload, "payload");
    requireNonNull(contentType, "contentType");
  }

  /**
   * {@return the first delivery of a JSON payload, without a trace context}
   *
   * @param queue {@link #queue()}
   * @param messageId {@link #messageId()}
   * @param insertedAt {@link #insertedAt()}
   * @param payload {@link #payload()}
   */
  public static Arrival of(String queue, String messageId, Instant insertedAt, Payload payload) {
    return new Arrival(queue, messageId, insertedAt, 1, payload, "application/json", null);
  }

  /**
   * {@return the same arrival with another number of deliveries}
   *
   * @param count {@link #dequeueCount()}
   */
  public Arrival withDequeueCount(int count) {
    return new Arrival(queue, messageId, insertedAt, count, payload, contentType, traceParent);
  }

  /**
   * {@return the same arrival with a payload of another type}
   *
   * @param type {@link #contentType()}
   */
  public Arrival withContentType(String type) {
    return new Arrival(queue, messageId, insertedAt, dequeueCount, payload, type, traceParent);
  }

  /**
   * {@return the same arrival with a trace context}
   *
   * @param trace {@link #traceParent()}
   */
  public Arrival withTraceParent(@Nullable TraceParent trace) {
    return new Arrival(queue, messageId, insertedAt, dequeueCount, payload, contentType, trace);
  }

  /**
   * {@return the same arrival with another payload}
   *
   * @param other the new payload
   */
  public Arrival withPayload(Payload other) {
    return new Arrival(queue, messageId, insertedAt, dequeueCount, other, contentType, traceParent);
  }
}
