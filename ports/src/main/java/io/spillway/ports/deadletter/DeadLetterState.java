package io.spillway.ports.deadletter;

/** What is to become of a dead letter. */
public enum DeadLetterState {
  /** Waits for somebody. */
  OPEN,
  /** A redrive has it in hand, and nobody else may touch it. */
  REDRIVING,
  /** A redrive brought it to its end: every activity is done. */
  REDRIVEN,
  /** Somebody decided that nothing is to be done about it. */
  DISCARDED
}
