package io.spillway.ports.event;

import io.spillway.ports.Monitored;

/**
 * Tells somebody outside of alerts as they come. Safe for use by many threads. Each method throws
 * {@link io.spillway.ports.PortException} with {@code alert-channel.unavailable} (TRANSIENT),
 * {@code alert-channel.throttled} (THROTTLED), {@code alert-channel.rejected} (PERMANENT: a wrong
 * set-up on one side or the other), or {@code alert-channel.full} (THROTTLED) at an adapter's own
 * bound, and lets the failures of an {@link AlertOptOuts} through.
 */
public interface AlertChannel extends Monitored {

  /**
   * Sends an alert. The receiver may get it more than once, since after a TRANSIENT failure it may
   * have it already; each time it bears the same id, made of its stream and its own, so that the
   * receiver can tell. Alerts may arrive in any order.
   *
   * @param alert what to tell
   * @return whether it was sent; false when the receiver has asked for no more, and stays so
   */
  boolean send(Alert alert);
}
