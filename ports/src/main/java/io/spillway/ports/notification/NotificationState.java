package io.spillway.ports.notification;

/** State of a notification. */
public enum NotificationState {
  /** Waits to be sent, for the first time or again. */
  PENDING,
  /** Accepted by the receiver. */
  SENT,
  /** Given up: refused by the receiver, or too old. An operator can retry it. */
  FAILED,
  /**
   * Not to be sent: cancelled by an operator, or without an alert or a receiver. An operator can
   * retry it.
   */
  CANCELLED
}
