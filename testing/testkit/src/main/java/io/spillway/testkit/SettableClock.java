package io.spillway.testkit;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Clock that only a test advances. Thread-safe. */
public final class SettableClock implements InstantSource {

  private Instant now;

  /** Creates a clock at {@link Fixtures#NOW}. */
  public SettableClock() {
    this(Fixtures.NOW);
  }

  /**
   * Creates a clock at an instant.
   *
   * @param start the initial time
   */
  public SettableClock(Instant start) {
    now = requireNonNull(start, "start");
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  /**
   * Advances the clock.
   *
   * @param time the duration, 0 or more; use {@link #set} to go back
   * @return the new time
   */
  public synchronized Instant advance(Duration time) {
    if (time.isNegative()) {
      throw new IllegalArgumentException("time must not be negative: " + time);
    }
    now = now.plus(time);
    return now;
  }

  /**
   * Sets the clock forward or back.
   *
   * @param instant the new time
   */
  public synchronized void set(Instant instant) {
    now = requireNonNull(instant, "instant");
  }
}
