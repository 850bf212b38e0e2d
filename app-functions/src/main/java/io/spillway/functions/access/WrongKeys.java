package io.spillway.functions.access;

import io.spillway.functions.http.Problem;
import io.spillway.functions.http.ProblemException;
import io.spillway.functions.invocation.Invocation;
import io.spillway.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.logging.Level;

/**
 * Count of wrong credentials in fixed windows of a minute, for the whole process: two numbers,
 * however many addresses an attack comes from. Beyond {@value #MOST} wrong ones are answered 429.
 * Right ones always pass, so that nobody can lock others out.
 */
public final class WrongKeys {

  /** Most wrong credentials in a window that are answered 401. */
  static final int MOST = 100;

  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final InstantSource clock;
  private Instant start = Instant.MIN;
  private int count;

  public WrongKeys(InstantSource clock) {
    this.clock = clock;
  }

  /** Counts one. Throws a refusal when there were too many; the first time it is logged. */
  public void count() {
    Instant now = clock.instant();
    int counted;
    Duration left;
    synchronized (this) {
      if (start.equals(Instant.MIN) || now.isBefore(start) || !now.isBefore(start.plus(WINDOW))) {
        start = now;
        count = 0;
      }
      count = Math.min(count, Integer.MAX_VALUE - 1) + 1;
      counted = count;
      left = Duration.between(now, start.plus(WINDOW));
    }
    if (counted == MOST + 1) {
      Invocation.log(
          Level.WARNING,
          () -> Json.object().put("outcome", "wrong_keys").put("most", MOST).put("seconds", 60));
    }
    if (counted > MOST) {
      throw ProblemException.of(
              new Problem(
                  429,
                  "too-many-wrong-keys",
                  "Too many wrong credentials",
                  "This service has been sent too many of them; a right one is always taken"))
          .with("Retry-After", Long.toString(Math.max(1, left.toSeconds())));
    }
  }
}
