package io.spillway.ports.deadletter;

/** State of a dead letter. */
public enum DeadLetterState {
  /** Waiting for an operator. */
  OPEN,
  /** Locked by a running redrive. */
  REDRIVING,
  /** Redriven successfully: every activity is done. */
  REDRIVEN,
  /** Discarded by an operator. */
  DISCARDED
}
