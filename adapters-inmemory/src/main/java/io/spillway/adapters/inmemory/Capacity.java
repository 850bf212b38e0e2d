package io.spillway.adapters.inmemory;

import io.spillway.ports.Failure;
import io.spillway.ports.Health;
import io.spillway.ports.PortException;

/**
 * Capacity limit of an adapter.
 *
 * @param port the port's name in failure codes, such as {@code messages}
 * @param max the maximum number of items, 1 or more
 */
record Capacity(String port, int max) {

  Capacity {
    if (max < 1) {
      throw new IllegalArgumentException("max must be at least 1: " + max);
    }
  }

  /** Rejects a further item if the capacity is exhausted. */
  void checkRoom(int held) {
    if (held >= max) {
      throw new PortException(
          Failure.throttled(
              port + ".full", "the in-memory limit of " + max + " items is reached", null));
    }
  }

  /** Returns {@code DEGRADED} from 90 % on, so that operators can react in time. */
  Health health(int held) {
    boolean nearlyFull = held >= max - max / 10;
    return new Health(
        "in-memory",
        nearlyFull ? Health.State.DEGRADED : Health.State.UP,
        held + " of " + max + " items used");
  }
}
