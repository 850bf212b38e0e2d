package io.spillway.simulation;

import org.jspecify.annotations.Nullable;

/**
 * What goes wrong at one call of a port.
 *
 * @param call which call of its step, from 0
 * @param meanwhile the step that comes in between; only of {@link Kind#MEANWHILE}
 */
record InjectedFault(int call, Kind kind, @Nullable ScriptStep meanwhile) {

  /** What can go wrong. */
  enum Kind {
    /** It fails, and nothing is done. */
    FAIL_BEFORE,
    /** It is done, and its answer is lost. */
    FAIL_AFTER,
    /** It is refused, with a wish to be left alone. */
    THROTTLE,
    /** It takes until the timeout, and nothing is done. */
    STALL_BEFORE,
    /** It takes until the timeout, and is done. */
    STALL_AFTER,
    /** The process is gone before it. */
    CRASH_BEFORE,
    /** The process is gone right after it was done. */
    CRASH_AFTER,
    /** Somebody else is faster: a whole step comes first. */
    MEANWHILE;

    /** Whether the call is done before this strikes. */
    boolean isAfter() {
      return this == FAIL_AFTER || this == STALL_AFTER || this == CRASH_AFTER;
    }
  }

  @Override
  public String toString() {
    return meanwhile == null ? call + ":" + kind : call + ":{" + meanwhile + "}";
  }
}
