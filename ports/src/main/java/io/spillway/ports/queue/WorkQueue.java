package io.spillway.ports.queue;

import io.spillway.ports.Monitored;
import java.time.Duration;
import java.util.List;

/**
 * A queue of payloads with at-least-once delivery and no promise of order.
 *
 * <p>What is received is hidden from others for the visibility time, and is delivered again, with a
 * dequeue count one higher, unless it is deleted before that time is over. Only the latest delivery
 * of a payload may delete or release it. A payload that nobody deletes is kept for {@link
 * #TIME_TO_LIVE} at the least.
 *
 * <p>Safe for use by many threads. Each method throws {@link io.spillway.ports.PortException} when
 * the queue cannot be reached ({@code queue.unavailable}, TRANSIENT) or asks for less ({@code
 * queue.throttled}, THROTTLED). After a failed {@code send} the payload may have been queued all
 * the same: consumers must be idempotent.
 */
public interface WorkQueue extends Monitored {

  /** Largest payload, in bytes: 64 KiB once it is Base64-encoded. */
  int MAX_PAYLOAD_BYTES = 49_152;

  /** Most deliveries that one {@link #receive} returns. */
  int MAX_BATCH = 32;

  /** Longest delay and longest visibility time. */
  Duration MAX_DELAY = Duration.ofDays(7);

  /**
   * Shortest time that a payload is kept for when nobody deletes it. Adapters drop it then, but
   * dead letters in a storage account do not expire.
   */
  Duration TIME_TO_LIVE = Duration.ofDays(7);

  /** {@return the queue's name, such as {@code stream-events}} */
  String name();

  /**
   * Queues a payload.
   *
   * @param payload 1 to {@value #MAX_PAYLOAD_BYTES} bytes
   * @param delay how long it stays hidden at first, 0 to less than {@link #MAX_DELAY}
   * @throws io.spillway.ports.PortException {@code queue.payload-too-large} (PERMANENT) over the
   *     limit; {@code queue.full} (THROTTLED) at an adapter's own bound
   * @throws IllegalArgumentException for an empty payload or a delay out of range
   */
  void send(Payload payload, Duration delay);

  /**
   * Queues a payload for delivery at once: {@link #send(Payload, Duration)} with no delay.
   *
   * @param payload at most {@value #MAX_PAYLOAD_BYTES} bytes
   */
  default void send(Payload payload) {
    send(payload, Duration.ZERO);
  }

  /**
   * Takes what is visible now, hiding it from others. Does not wait.
   *
   * @param max most deliveries wanted, 1 to {@value #MAX_BATCH}
   * @param visibility how long they are hidden, 1 second to {@link #MAX_DELAY}
   * @return empty when nothing is visible
   * @throws IllegalArgumentException for a value out of range
   */
  List<Delivery> receive(int max, Duration visibility);

  /**
   * Removes what was delivered, for good.
   *
   * @param delivery as {@link #receive} gave it
   * @return false when the delivery is no longer the latest, or the payload is gone: nothing was
   *     done
   */
  boolean delete(Delivery delivery);

  /**
   * Gives a delivery back, to be delivered again after a delay. Its dequeue count stays. The
   * delivery that was given back is the latest no more.
   *
   * @param delivery as {@link #receive} gave it
   * @param delay 0 to {@link #MAX_DELAY}
   * @return false when the delivery is no longer the latest, or the payload is gone: nothing was
   *     done
   */
  boolean release(Delivery delivery, Duration delay);

  /** {@return about how many payloads are queued, hidden ones included} */
  long approximateCount();
}
