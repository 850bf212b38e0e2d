package io.spillway.simulation;

import org.jspecify.annotations.Nullable;

/**
 * How a script went.
 *
 * @param broken the first promise that was not kept; null when all were
 */
record Result(SimulationScript script, @Nullable String broken) {

  boolean isBroken() {
    return broken != null;
  }

  /** Whether another one broke the same promise, about whatever. */
  boolean isLike(Result other) {
    return broken != null && other.broken != null && kind(broken).equals(kind(other.broken));
  }

  private static String kind(String promise) {
    int colon = promise.indexOf(':');
    return colon < 0 ? promise : promise.substring(0, colon);
  }
}
