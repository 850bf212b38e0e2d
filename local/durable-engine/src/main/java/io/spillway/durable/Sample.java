package io.spillway.durable;

import java.time.InstantSource;

/** Counter that chooses orchestrations by a {@link ReplayCheck}. */
final class Sample {

  private final ReplayCheck check;
  private final InstantSource clock;
  private long seen;
  private long second;
  private int chosenInSecond;

  Sample(ReplayCheck check, InstantSource clock) {
    this.check = check;
    this.clock = clock;
  }

  /** Returns whether the next orchestration is replayed. */
  synchronized boolean chooses() {
    if (seen++ % check.every() != 0) {
      return false;
    }
    long now = clock.millis() / 1_000;
    if (now != second) {
      second = now;
      chosenInSecond = 0;
    }
    return ++chosenInSecond <= check.perSecond();
  }
}
