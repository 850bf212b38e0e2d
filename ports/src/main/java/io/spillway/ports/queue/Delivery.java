package io.spillway.ports.queue;

import java.time.Instant;

/**
 * Delivery of a queued payload. A redelivery has the same {@code messageId} and another {@code
 * receipt}.
 *
 * @param messageId the queue's id of the payload, the same in each delivery
 * @param receipt an opaque token of this delivery
 * @param payload the payload as sent, byte for byte
 * @param dequeueCount the number of deliveries, including this one
 * @param insertedAt the time of sending, by the queue's clock
 */
public record Delivery(
    String messageId, String receipt, Payload payload, int dequeueCount, Instant insertedAt) {

  /**
   * {@return this delivery with another receipt}
   *
   * @param newReceipt the receipt after a renewal
   */
  public Delivery withReceipt(String newReceipt) {
    return new Delivery(messageId, newReceipt, payload, dequeueCount, insertedAt);
  }
}
