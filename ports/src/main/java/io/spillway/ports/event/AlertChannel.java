package io.spillway.ports.event;

import io.spillway.ports.Monitored;

/**
 * Sends alerts to an external receiver. Thread-safe. Each method throws {@link
 * io.spillway.ports.PortException} with {@code alert-channel.unavailable} (TRANSIENT), {@code
 * alert-channel.throttled} (THROTTLED), {@code alert-channel.rejected} (PERMANENT: a configuration
 * error on either side), or {@code alert-channel.full} (THROTTLED) at an adapter's own limit, and
 * passes on the failures of an {@link AlertOptOuts}.
 */
public interface AlertChannel extends Monitored {

  /**
   * Sends an alert. Delivery is at least once: after a TRANSIENT failure the receiver may already
   * have it. Every delivery has the same id, derived from the stream's and the alert's, so that the
   * receiver can deduplicate. Alerts may arrive in any order.
   *
   * @param alert the alert; sent in the form of {@link Alert#shown}
   * @return whether it was sent; false, permanently, if the receiver has opted out
   */
  boolean send(Alert alert);

  /**
   * Sends an alert again, because the donor's message may be read now: as {@link #send}, and under
   * another id, so that the receiver does not ignore it. A channel without follow-ups sends it
   * under the same id.
   *
   * @param alert the alert with its text
   * @return whether it was sent; false, permanently, if the receiver has opted out
   */
  default boolean sendFollowUp(Alert alert) {
    return send(alert);
  }
}
