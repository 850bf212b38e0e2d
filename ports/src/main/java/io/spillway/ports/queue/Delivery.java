package io.spillway.ports.queue;

import java.time.Instant;

/**
 * One delivery of a queued payload. The same payload may be delivered again under the same {@code
 * messageId} with another {@code receipt}.
 *
 * @param messageId the queue's own id of the queued payload, the same on each delivery
 * @param receipt proves that this delivery is the latest; opaque
 * @param payload what was sent, byte for byte
 * @param dequeueCount how often it has been delivered, this time included: 1 on the first delivery
 * @param insertedAt when it was sent, by the queue's clock
 */
public record Delivery(
    String messageId, String receipt, Payload payload, int dequeueCount, Instant insertedAt) {}
