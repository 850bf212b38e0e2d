package io.spillway.functions.access;

/**
 * Permissions of a caller. {@link #APP} comes with a function key, which the platform checks; the
 * others belong to people, identified by {@link Callers}.
 */
public enum Role {
  /** Sends messages and events and reads public data: a stream's app. */
  APP,
  /** Reviews withheld messages. */
  MODERATOR,
  /** Operates the system: dead letters, redrives, workflows. */
  OPERATOR
}
