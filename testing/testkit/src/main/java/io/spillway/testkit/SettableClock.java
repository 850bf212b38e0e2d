package io.spillway.testkit;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until a test moves it. Thread-safe. */
public final class SettableClock implements InstantSource {

  private Instant now;

  /** Stands at {@link Fixtures#NOW}. */
  public SettableClock() {
    this(Fixtures.NOW);
  }

  /**
   * Stands at an instant.
   *
   * @param start what it shows until it is moved
   */
  public SettableClock(Instant start) {
    now = requireNonNull(start, "start");
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  /**
   * Moves on.
   *
   * @param time 0 or more; to go back use {@link #set}
   * @return the time now
   */
  public synchronized Instant advance(Duration time) {
    if (time.isNegative()) {
      throw new IllegalArgumentException("time must not be negative: " + time);
    }
    now = now.plus(time);
    return now;
  }

  /**
   * Moves to an instant, back as well as on.
   *
   * @param instant what it shows from now on
   */
  public synchronized void set(Instant instant) {
    now = requireNonNull(instant, "instant");
  }
}
