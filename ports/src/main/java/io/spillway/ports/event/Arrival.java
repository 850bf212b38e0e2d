package io.spillway.ports.event;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.TraceParent;
import io.spillway.ports.queue.Payload;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an event came in: what is needed to understand it when it has to be given up on.
 *
 * @param queue name of the queue
 * @param messageId the queue's own id
 * @param insertedAt when it was queued
 * @param dequeueCount how often it had been delivered, 1 or more
 * @param payload as it arrived, byte for byte
 * @param contentType of the payload, such as {@code application/cloudevents+json}
 * @param traceParent the trace that it belongs to; null when that is not known
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
   * {@return the first delivery of a payload of JSON, which belongs to no known trace}
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
   * {@return the same arrival, delivered so often}
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
   * {@return the same arrival in a trace}
   *
   * @param trace {@link #traceParent()}
   */
  public Arrival withTraceParent(@Nullable TraceParent trace) {
    return new Arrival(queue, messageId, insertedAt, dequeueCount, payload, contentType, trace);
  }

  /**
   * {@return the same arrival with another payload}
   *
   * @param other what is to be delivered in its place
   */
  public Arrival withPayload(Payload other) {
    return new Arrival(queue, messageId, insertedAt, dequeueCount, other, contentType, traceParent);
  }
}
