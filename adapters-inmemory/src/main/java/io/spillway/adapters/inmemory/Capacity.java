package io.spillway.adapters.inmemory;

import io.spillway.ports.Failure;
import io.spillway.ports.Health;
import io.spillway.ports.PortException;

/**
 * How much an adapter may hold.
 *
 * @param port the port's name in failure codes, such as {@code messages}
 * @param max most things held, 1 or more
 */
record Capacity(String port, int max) {

  Capacity {
    if (max < 1) {
      throw new IllegalArgumentException("max must be at least 1: " + max);
    }
  }

  /** Refuses one more thing when {@code held} are there and that is all there may be. */
  void checkRoom(int held) {
    if (held >= max) {
      throw new PortException(
          Failure.throttled(port + ".full", "holds its most, " + max + ", in memory", null));
    }
  }

  /** Degraded from nine tenths on, while there is still time to do something about it. */
  Health health(int held) {
    boolean nearlyFull = held >= max - max / 10;
    return new Health(
        "in-memory",
        nearlyFull ? Health.State.DEGRADED : Health.State.UP,
        held + " of at most " + max + " held");
  }
}
