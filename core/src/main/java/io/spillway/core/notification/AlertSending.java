package io.spillway.core.notification;

import io.spillway.DonorMessages;
import io.spillway.NameCheck;
import io.spillway.core.Donors;
import io.spillway.ports.event.Alert;
import io.spillway.ports.event.AlertChannel;
import io.spillway.ports.event.AlertStore;
import io.spillway.ports.moderation.WithheldName;
import io.spillway.ports.notification.Notification;
import io.spillway.ports.notification.NotificationKind;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Alerts, read when they are sent, with the text and the name that may be shown then. */
record AlertSending(
    AlertStore alerts, AlertChannel channel, NameCheck names, DonorMessages messages)
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
            .map(alert -> checkName(messages.withText(alert)).shown())
            .map(alert -> () -> channel.send(alert))
        : Optional.empty();
  }

  /** Withholds a name that was allowed when the alert was stored. */
  private Alert checkName(Alert alert) {
    String actor = alert.actor();
    return actor == null || alert.actorWithheld() != null
        ? alert
        : names
            .check(alert.streamId(), actor)
            .map(reason -> withoutName(alert, actor, reason))
            .orElse(alert);
  }

  private static Alert withoutName(Alert alert, String actor, WithheldName reason) {
    return alert.saying(alert.summary().replace(actor, Donors.SOMEONE)).withholdingActor(reason);
  }
}
