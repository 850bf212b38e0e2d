package io.spillway.functions.entry;

/** What a caller may do. */
public enum Role {
  /** Sends messages and events, and reads what everyone may read: a stream's own app. */
  APP,
  /** Reviews withheld messages. */
  MODERATOR,
  /** Looks after the system: dead letters. */
  OPERATOR
}
