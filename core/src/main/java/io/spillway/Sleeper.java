package io.spillway;

import java.time.Duration;

/** How a driver lets time go by: by sleeping, or by moving a settable clock. */
@FunctionalInterface
public interface Sleeper {

  /**
   * Returns when this much time has gone by.
   *
   * @param duration zero or more
   * @throws InterruptedException when the waiting thread was interrupted; the workflow stops where
   *     it is
   */
  void sleep(Duration duration) throws InterruptedException;
}
