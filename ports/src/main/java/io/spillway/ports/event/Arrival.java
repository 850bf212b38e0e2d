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
   * {@return the same arrival with another payload}
   *
   * @param other what is to be delivered in its place
   */
  public Arrival withPayload(Payload other) {
    return new Arrival(queue, messageId, insertedAt, dequeueCount, other, contentType, traceParent);
  }
}
