package io.spillway.ports;

/** Something whose health can be asked for. */
public interface Monitored {

  /**
   * {@return what is known now} Returns at once, makes no call over the network and never throws.
   */
  Health health();
}
