package io.spillway.simulation;

import org.jspecify.annotations.Nullable;

/**
 * Result of a script.
 *
 * @param broken the first violated invariant; null if all were kept
 */
record Result(SimulationScript script, @Nullable String broken) {

  boolean isBroken() {
    return broken != null;
  }

  /** Returns whether another result violates the same invariant, with any details. */
  boolean isLike(Result other) {
    return broken != null && other.broken != null && kind(broken).equals(kind(other.broken));
  }

  private static String kind(String promise) {
    int colon = promise.indexOf(':');
    return colon < 0 ? promise : promise.substring(0, colon);
  }
}
