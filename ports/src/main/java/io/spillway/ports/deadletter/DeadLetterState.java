package io.spillway.ports.deadletter;

/** State of a dead letter. */
public enum DeadLetterState {
  /** Waiting for an operator. */
  OPEN,
  /** Waiting for an automatic retry; needs no operator. */
  WAITING,
  /** Locked by a running redrive or automatic retry. */
  REDRIVING,
  /** Redriven or retried successfully: every activity is done. */
  REDRIVEN,
  /** Discarded by an operator. */
  DISCARDED
}
