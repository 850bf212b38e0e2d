package io.spillway.ports.notification;

/** Kind of notifications. Each kind has a receiver of its own. */
public enum NotificationKind {
  /** An alert of a stream. */
  ALERT,
  /** A notice about dead letters. */
  DEAD_LETTERS
}
