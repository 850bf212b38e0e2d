package io.spillway.ports.deadletter;

/** Property by which dead letters are grouped. */
public enum DeadLetterGrouping {
  /** The fingerprint: the activity, the failure's code, and the exception or the violated rules. */
  CAUSE,
  /** The type of event. */
  TYPE,
  /** The stream. */
  STREAM,
  /** The exception's class. */
  EXCEPTION
}
