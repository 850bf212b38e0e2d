package io.spillway.local.host;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/**
 * Runs a function on its schedule. Computes the next time after a run has ended, so runs never
 * overlap, and one run makes up for all missed ones.
 */
final class TimerListener {

  private final FunctionMethod function;
  private final Schedule schedule;
  private final InstantSource clock;
  private Instant due;

  TimerListener(FunctionCatalogue.Timer timer, InstantSource clock) {
    this.function = timer.function();
    this.schedule = new Schedule(timer.schedule());
    this.clock = clock;
    this.due = schedule.next(clock.instant());
  }

  String name() {
    return function.name();
  }

  /** Returns the time until the next run; zero if it is due. */
  synchronized Duration untilDue() {
    Duration left = Duration.between(clock.instant(), due);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** Runs the function if it is due. Returns whether it ran. */
  synchronized boolean pump() {
    Instant now = clock.instant();
    if (now.isBefore(due)) {
      return false;
    }
    HostInvocation invocation = HostInvocation.of(function, timerInfo(now), Map.of());
    try {
      function.call(invocation);
    } catch (Throwable e) {
      FailureLog.functionFailed(invocation, e);
    }
    due = schedule.next(clock.instant());
    return true;
  }

  private String timerInfo(Instant now) {
    return """
        {"ScheduleStatus":{"Last":"%s","Next":"%s","LastUpdated":"%s"},"IsPastDue":false}"""
        .formatted(due, schedule.next(now), now);
  }
}
