package io.spillway.ports.event;

import io.spillway.ports.Monitored;

/**
 * Remembers the receivers of alerts that asked for no more. Safe for use by many threads. Each
 * method throws {@link io.spillway.ports.PortException} with {@code alert-stops.unavailable}
 * (TRANSIENT), {@code alert-stops.throttled} (THROTTLED), {@code alert-stops.rejected} (PERMANENT:
 * a wrong set-up), or {@code alert-stops.full} (THROTTLED) at an adapter's own bound.
 */
public interface AlertOptOuts extends Monitored {

  /**
   * Remembers a receiver, for good. Idempotent.
   *
   * @param receiver a name in the form of {@link io.spillway.ports.Ids}
   */
  void stop(String receiver);

  /**
   * {@return whether it is remembered that this receiver asked for no more}
   *
   * @param receiver as it was given to {@link #stop}
   */
  boolean isStopped(String receiver);
}
