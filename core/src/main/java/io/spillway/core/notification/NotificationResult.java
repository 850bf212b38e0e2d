package io.spillway.core.notification;

import io.spillway.ports.Versioned;
import io.spillway.ports.notification.Notification;

/** Result of an operator's step on a notification. */
public sealed interface NotificationResult {

  /**
   * The step was taken.
   *
   * @param now the notification after it
   */
  record Done(Versioned<Notification> now) implements NotificationResult {}

  /**
   * The notification's state does not allow the step.
   *
   * @param reason the reason, for people
   */
  record NotAllowed(String reason) implements NotificationResult {}

  /** The notification kept changing; a retry is safe. */
  record Busy() implements NotificationResult {}

  /** No notification has this id. */
  record NotFound() implements NotificationResult {}
}
