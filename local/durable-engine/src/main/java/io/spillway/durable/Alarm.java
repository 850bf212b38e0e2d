package io.spillway.durable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Scheduler of one-time calls. */
@FunctionalInterface
public interface Alarm {

  /** A no-op for virtual time, where advancing the clock fires the timers. */
  Alarm NONE = (due, call) -> {};

  /**
   * Schedules one call, at about {@code due} or slightly later; the callee checks the clock itself.
   */
  void set(Instant due, Runnable call);

  /**
   * Returns an alarm for real time. Checks the clock at least every tenth of a second, so that
   * timers follow a clock that is moved manually.
   *
   * @param executor an executor that rejects no task before it is shut down; afterwards no timer
   *     fires
   */
  static Alarm real(InstantSource clock, ScheduledExecutorService executor) {
    return (due, call) -> {
      long left = Math.max(0, Duration.between(clock.instant(), due).toMillis());
      try {
        var unused = executor.schedule(call, Math.min(left, 99) + 1, TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException e) {
        // The engine has been stopped, with everything it ran.
      }
    };
  }
}
