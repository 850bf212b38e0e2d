package io.spillway.core.event;

import java.time.Duration;

/** How a driver lets time go by: by sleeping, or by moving a settable clock. */
@FunctionalInterface
public interface Pauser {

  /** Returns when this much time has gone by. */
  void pause(Duration duration) throws InterruptedException;
}
