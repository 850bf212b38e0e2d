package io.spillway.ports.event;

import io.spillway.ports.Monitored;

/**
 * Store of the alert receivers that opted out. Thread-safe. Each method throws {@link
 * io.spillway.ports.PortException} with {@code alert-stops.unavailable} (TRANSIENT), {@code
 * alert-stops.throttled} (THROTTLED), {@code alert-stops.rejected} (PERMANENT: a configuration
 * error), or {@code alert-stops.full} (THROTTLED) at an adapter's own limit.
 */
public interface AlertOptOuts extends Monitored {

  /**
   * Records the opt-out of a receiver permanently. Idempotent.
   *
   * @param receiver the receiver's name, in the format of {@link io.spillway.ports.Ids}
   */
  void stop(String receiver);

  /**
   * {@return whether this receiver opted out}
   *
   * @param receiver the name given to {@link #stop}
   */
  boolean isStopped(String receiver);
}
