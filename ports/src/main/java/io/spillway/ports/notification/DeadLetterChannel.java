package io.spillway.ports.notification;

import io.spillway.ports.Monitored;

/**
 * Sends notices about dead letters to an external receiver. Thread-safe. Throws {@link
 * io.spillway.ports.PortException} with the codes of {@link io.spillway.ports.event.AlertChannel}.
 */
public interface DeadLetterChannel extends Monitored {

  /**
   * Sends a notice. Delivery is at least once, under the same id, so that the receiver can
   * deduplicate.
   *
   * @param id the notification's id
   * @param notice the notice
   * @return whether it was sent; false, permanently, if the receiver has opted out
   */
  boolean send(String id, DeadLetterNotice notice);
}
