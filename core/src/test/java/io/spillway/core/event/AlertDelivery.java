package io.spillway.core.event;

import io.spillway.DonorMessages;
import io.spillway.NameCheck;
import io.spillway.core.notification.NotificationKick;
import io.spillway.core.notification.NotificationSender;
import io.spillway.core.notification.Outbox;
import io.spillway.ports.event.AlertChannel;
import io.spillway.ports.event.AlertStore;
import io.spillway.ports.notification.NotificationStore;
import io.spillway.testkit.SettableClock;
import java.time.Duration;

/** Outbox of alerts whose sender runs on the calling thread. */
final class AlertDelivery {

  final Outbox outbox;
  private final NotificationSender sender;
  private final SettableClock clock;

  AlertDelivery(
      NotificationStore store,
      AlertStore alerts,
      AlertChannel channel,
      NameCheck names,
      DonorMessages messages,
      SettableClock clock) {
    this.clock = clock;
    sender =
        NotificationSender.ofAlerts(
            () -> store, alerts, channel, names, messages, NotificationSender.STANDARD_AGE, clock);
    outbox = new Outbox(store, clock, new NotificationKick(Runnable::run, sender));
  }

  /** Sends what an attempt that crashed has left. */
  void sendLater() {
    clock.advance(Duration.ofMinutes(3));
    sender.runMaintenance();
  }
}
