package io.spillway;

import java.time.Duration;

/** Waits between steps: by sleeping, or in tests by advancing a settable clock. */
@FunctionalInterface
public interface Sleeper {

  /**
   * Waits for a duration.
   *
   * @param duration the time to wait, zero or more
   * @throws InterruptedException if the waiting thread was interrupted; the workflow stops
   */
  void sleep(Duration duration) throws InterruptedException;
}
