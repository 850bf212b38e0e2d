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
 * Rate limiter for invalid credentials: fixed windows of one minute, for the whole process. Two
 * numbers in memory, independent of the number of attacking addresses. Above {@value #MOST} in a
 * window the response is 429. Valid credentials always pass, so that an attacker cannot lock others
 * out.
 */
public final class WrongKeys {

  /** Maximum number of invalid credentials in a window that are answered 401. */
  static final int MOST = 100;

  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final InstantSource clock;
  private Instant start = Instant.MIN;
  private int count;

  public WrongKeys(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Counts one invalid credential. Throws a problem above the limit; the first excess in a window
   * is logged.
   */
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
                  "Too many invalid credentials",
                  "The service has received too many; a valid one is always accepted"))
          .with("Retry-After", Long.toString(Math.max(1, left.toSeconds())));
    }
  }
}
