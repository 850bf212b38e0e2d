package io.spillway.core.deadletter;

import io.spillway.Sleeper;
import java.time.Duration;

/** Pauses between two steps, which end at an interrupt. */
final class Pauses {

  private Pauses() {}

  /** Waits. Returns false if the thread was interrupted. */
  static boolean sleep(Sleeper sleeper, Duration pause) {
    try {
      sleeper.sleep(pause);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
