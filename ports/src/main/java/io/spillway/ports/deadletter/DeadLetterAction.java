package io.spillway.ports.deadletter;

import java.util.List;

/** Action of an order on many dead letters. */
public enum DeadLetterAction {
  /** Runs the failed activities again. */
  REDRIVE(20, DeadLetterState.OPEN, DeadLetterState.WAITING),
  /** Discards, so that they are neither redriven nor retried. */
  DISCARD(100, DeadLetterState.OPEN, DeadLetterState.WAITING),
  /** Reopens discarded ones. */
  RESTORE(100, DeadLetterState.DISCARDED),
  /** Patches the payload, and keeps the original. */
  EDIT(100, DeadLetterState.OPEN, DeadLetterState.WAITING);

  private final int defaultRate;
  private final List<DeadLetterState> states;

  DeadLetterAction(int defaultRate, DeadLetterState... states) {
    this.defaultRate = defaultRate;
    this.states = List.of(states);
  }

  /** {@return the default of {@link RedriveOrder#ratePerSecond()}: lower if activities run} */
  public int defaultRate() {
    return defaultRate;
  }

  /** {@return the states from which the action is allowed, the default of a selection first} */
  public List<DeadLetterState> states() {
    return states;
  }
}
