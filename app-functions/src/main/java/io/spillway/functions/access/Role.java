package io.spillway.functions.access;

/**
 * What a caller may do. {@link #APP} goes with a function key, which the platform checks; the
 * others belong to people, whom {@link Callers} tells apart.
 */
public enum Role {
  /** Sends messages and events, and reads what everyone may read: a stream's own app. */
  APP,
  /** Reviews withheld messages. */
  MODERATOR,
  /** Looks after the system: dead letters. */
  OPERATOR
}
