package io.spillway.durable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Calls when a moment has gone by. */
@FunctionalInterface
public interface Alarm {

  /** For virtual time: whoever moves the clock fires the timers. */
  Alarm NONE = (due, call) -> {};

  /** Calls once, at about {@code due} or a little later. */
  void set(Instant due, Runnable call);

  /** For real time: calls on this executor. */
  static Alarm real(InstantSource clock, Executor executor) {
    return (due, call) -> {
      long millis = Math.max(0, Duration.between(clock.instant(), due).toMillis()) + 1;
      CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS, executor).execute(call);
    };
  }
}
