package io.spillway.core.notification;

import io.spillway.ports.Monitored;
import io.spillway.ports.notification.Notification;
import io.spillway.ports.notification.NotificationKind;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Way of notifications of one kind to their receiver. */
interface Sending {

  NotificationKind kind();

  /** Returns the receiver's channel. */
  Monitored channel();

  /**
   * Reads the content that is sent.
   *
   * @return the call of the receiver, which returns false if it has opted out; empty if there is
   *     nothing to send any more
   */
  Optional<BooleanSupplier> prepare(Notification notification);
}
