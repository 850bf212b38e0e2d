package io.spillway.durable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Calls when a moment has gone by. */
@FunctionalInterface
public interface Alarm {

  /** For virtual time: whoever moves the clock fires the timers. */
  Alarm NONE = (due, call) -> {};

  /** Calls once, at about {@code due} or a little later; the call looks at the clock itself. */
  void set(Instant due, Runnable call);

  /**
   * For real time. It looks at the clock again after a tenth of a second at the latest, so a clock
   * that is moved by hand moves the timers along.
   *
   * @param executor must not refuse a task before it is shut down; then no timer fires any more
   */
  static Alarm real(InstantSource clock, ScheduledExecutorService executor) {
    return (due, call) -> {
      long left = Math.max(0, Duration.between(clock.instant(), due).toMillis());
      try {
        var unused = executor.schedule(call, Math.min(left, 99) + 1, TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException e) {
        // The engine has been stopped, and what it ran with it.
      }
    };
  }
}
