package io.spillway.ports.deadletter;

import java.util.List;

/** Action of an order on many dead letters. */
public enum DeadLetterAction {
  /** Runs the failed activities again. */
  REDRIVE(20),
  /** Discards, so that they are neither redriven nor retried. */
  DISCARD(100),
  /** Reopens discarded ones. */
  RESTORE(100),
  /** Patches the payload, and keeps the original. */
  EDIT(100);

  private final int defaultRate;

  DeadLetterAction(int defaultRate) {
    this.defaultRate = defaultRate;
  }

  /** {@return the default of {@link RedriveOrder#ratePerSecond()}: lower if activities run} */
  public int defaultRate() {
    return defaultRate;
  }

  /** {@return the states from which the action is allowed, the default of a selection first} */
  public List<DeadLetterState> states() {
    return this == RESTORE
        ? List.of(DeadLetterState.DISCARDED)
        : List.of(DeadLetterState.OPEN, DeadLetterState.WAITING);
  }
}
