package io.spillway.simulation;

import org.jspecify.annotations.Nullable;

/**
 * Injected fault at one call of a port.
 *
 * @param call the call's index within its step, from 0
 * @param meanwhile the interleaved step; only of {@link Kind#MEANWHILE}
 */
record InjectedFault(int call, Kind kind, @Nullable ScriptStep meanwhile) {

  /** Kinds of faults. */
  enum Kind {
    /** The call fails without effect. */
    FAIL_BEFORE,
    /** The call takes effect, and its response is lost. */
    FAIL_AFTER,
    /** The call is throttled, with a Retry-After. */
    THROTTLE,
    /** The call times out without effect. */
    STALL_BEFORE,
    /** The call takes effect and times out. */
    STALL_AFTER,
    /** The process crashes before the call. */
    CRASH_BEFORE,
    /** The process crashes right after the call. */
    CRASH_AFTER,
    /** Race: a whole other step runs first. */
    MEANWHILE;

    /** Returns whether the call takes effect before the fault. */
    boolean isAfter() {
      return this == FAIL_AFTER || this == STALL_AFTER || this == CRASH_AFTER;
    }
  }

  @Override
  public String toString() {
    return meanwhile == null ? call + ":" + kind : call + ":{" + meanwhile + "}";
  }
}
