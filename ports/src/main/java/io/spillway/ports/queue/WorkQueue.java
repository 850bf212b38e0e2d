package io.spillway.ports.queue;

import io.spillway.ports.Monitored;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Queue of payloads with at-least-once delivery and without guaranteed order.
 *
 * <p>A received payload is hidden from other consumers for the visibility time. Unless it is
 * deleted before then, it is delivered again with its dequeue count increased by one. Only the
 * latest delivery of a payload can delete, release or renew it. A payload that is not deleted is
 * kept for at least {@link #TIME_TO_LIVE}.
 *
 * <p>Thread-safe. Each method throws {@link io.spillway.ports.PortException} if the queue is
 * unreachable ({@code queue.unavailable}, TRANSIENT) or limits the rate ({@code queue.throttled},
 * THROTTLED). After a failed {@code send} the payload may have been enqueued: consumers must be
 * idempotent.
 */
public interface WorkQueue extends Monitored {

  /** Maximum size of a payload, in bytes: 64 KiB after Base64 encoding. */
  int MAX_PAYLOAD_BYTES = 49_152;

  /** Maximum number of deliveries that one {@link #receive} returns. */
  int MAX_BATCH = 32;

  /** Maximum delay and visibility time. */
  Duration MAX_DELAY = Duration.ofDays(7);

  /**
   * Minimum time for which a payload is kept. Adapters drop it afterwards, except that dead letters
   * in a storage account do not expire.
   */
  Duration TIME_TO_LIVE = Duration.ofDays(7);

  /** {@return the queue's name, such as {@code stream-events}} */
  String name();

  /**
   * Enqueues a payload.
   *
   * @param payload the payload, 1 to {@value #MAX_PAYLOAD_BYTES} bytes
   * @param delay the time before the first delivery, 0 to less than {@link #MAX_DELAY}
   * @throws io.spillway.ports.PortException {@code queue.payload-too-large} (PERMANENT) if it
   *     exceeds the limit; {@code queue.full} (THROTTLED) at an adapter's own limit
   * @throws IllegalArgumentException if the payload is empty or the delay is out of range
   */
  void send(Payload payload, Duration delay);

  /**
   * Enqueues a payload without a delay, as in {@link #send(Payload, Duration)}.
   *
   * @param payload the payload, at most {@value #MAX_PAYLOAD_BYTES} bytes
   */
  default void send(Payload payload) {
    send(payload, Duration.ZERO);
  }

  /**
   * Receives visible payloads and hides them from other consumers. Does not wait.
   *
   * @param max the maximum number of deliveries, 1 to {@value #MAX_BATCH}
   * @param visibility the visibility time, 1 second to {@link #MAX_DELAY}
   * @return the deliveries; empty if no payload is visible
   * @throws IllegalArgumentException if a value is out of range
   */
  List<Delivery> receive(int max, Duration visibility);

  /**
   * Deletes a delivered payload permanently.
   *
   * @param delivery a delivery from {@link #receive}
   * @return false, without effect, if the delivery is not the latest one or the payload no longer
   *     exists
   */
  boolean delete(Delivery delivery);

  /**
   * Returns a payload to the queue, to be delivered again after a delay. Its dequeue count does not
   * change. The given delivery becomes invalid.
   *
   * @param delivery a delivery from {@link #receive}
   * @param delay 0 to {@link #MAX_DELAY}
   * @return false, without effect, if the delivery is not the latest one or the payload no longer
   *     exists
   */
  boolean release(Delivery delivery, Duration delay);

  /**
   * Hides a delivered payload for a further visibility time, counted from now, so that a consumer
   * that still works on it stays the only one. The dequeue count does not change. Succeeds also
   * after the visibility time, unless the payload was delivered again. The given delivery becomes
   * invalid, also if the call fails after the queue has changed the receipt; then the payload is
   * delivered again when its visibility time is over.
   *
   * @param delivery a delivery from {@link #receive} or from an earlier renewal
   * @param visibility the visibility time, 1 second to {@link #MAX_DELAY}
   * @return the same delivery with a new receipt; empty, without effect, if the delivery is not the
   *     latest one or the payload no longer exists: the consumer must not settle it
   * @throws IllegalArgumentException if the time is out of range
   */
  Optional<Delivery> renew(Delivery delivery, Duration visibility);

  /** {@return the approximate number of queued payloads, including hidden ones} */
  long approximateCount();
}
