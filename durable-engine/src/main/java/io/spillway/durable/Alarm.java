package io.spillway.durable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Calls when a moment has gone by. */
@FunctionalInterface
public interface Alarm {

  /** For virtual time: whoever moves the clock fires the timers. */
  Alarm NONE = (due, call) -> {};

  /** Calls once, as soon as {@code due} lies in the past. */
  void set(Instant due, Runnable call);

  /** For real time. The scheduler stays its owner's to shut down. */
  static Alarm real(ScheduledExecutorService scheduler, InstantSource clock) {
    return (due, call) -> {
      long millis = Math.max(0, Duration.between(clock.instant(), due).toMillis()) + 1;
      scheduler.schedule(call, millis, TimeUnit.MILLISECONDS);
    };
  }
}
