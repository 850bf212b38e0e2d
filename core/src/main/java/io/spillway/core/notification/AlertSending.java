package io.spillway.core.notification;

import io.spillway.DonorMessages;
import io.spillway.ports.event.AlertChannel;
import io.spillway.ports.event.AlertStore;
import io.spillway.ports.notification.Notification;
import io.spillway.ports.notification.NotificationKind;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Alerts, read when they are sent, with the text that may be read then. */
record AlertSending(AlertStore alerts, AlertChannel channel, DonorMessages messages)
    implements Sending {

  @Override
  public NotificationKind kind() {
    return NotificationKind.ALERT;
  }

  @Override
  public Optional<BooleanSupplier> prepare(Notification notification) {
    return notification.content() instanceof Notification.OfAlert of
        ? alerts
            .find(of.streamId(), of.alertId())
            .map(alert -> messages.withText(alert).shown())
            .map(alert -> () -> channel.send(alert))
        : Optional.empty();
  }
}
