package io.spillway.functions;

import io.spillway.Moderation;
import io.spillway.core.notification.DeadLetterWatch;
import io.spillway.core.notification.NotificationDesk;
import io.spillway.core.notification.NotificationKick;
import io.spillway.core.notification.NotificationSender;
import io.spillway.core.notification.Outbox;
import io.spillway.ports.event.AlertChannel;
import io.spillway.ports.notification.DeadLetterChannel;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Notifications over one set of adapters.
 *
 * @param alerts the sender of alerts; null without a receiver
 * @param deadLetters the sender of notices about dead letters; null without a receiver
 * @param outbox the outbox of alerts; null without a receiver
 * @param watch the watch of dead letters; null without a receiver
 */
record Notifications(
    @Nullable NotificationSender alerts,
    @Nullable NotificationSender deadLetters,
    @Nullable Outbox outbox,
    @Nullable DeadLetterWatch watch,
    NotificationDesk desk) {

  /**
   * Creates the senders.
   *
   * @param executor the executor that sends; a receiver that hangs occupies its threads
   */
  static Notifications on(Adapters adapters, Moderation moderation, Executor executor) {
    NotificationSender alerts = alerts(adapters, moderation);
    NotificationSender letters = deadLetters(adapters);
    Runnable sendAlerts = kick(executor, alerts);
    Runnable sendLetters = kick(executor, letters);
    return new Notifications(
        alerts,
        letters,
        alerts == null
            ? null
            : new Outbox(adapters.stores().notifications(), adapters.clock(), sendAlerts),
        letters == null ? null : watch(adapters),
        new NotificationDesk(
            adapters.stores().notifications(),
            adapters.clock(),
            () -> {
              sendAlerts.run();
              sendLetters.run();
            }));
  }

  /** Sends the alerts that wait. */
  void sendAlerts() {
    if (alerts != null) {
      alerts.runMaintenance();
    }
  }

  /** Adds the notices about dead letters that are due, and sends what waits. */
  void notifyOfDeadLetters() {
    if (deadLetters != null && watch != null) {
      watch.run();
      deadLetters.runMaintenance();
    }
  }

  private static Runnable kick(Executor executor, @Nullable NotificationSender sender) {
    return sender == null ? () -> {} : new NotificationKick(executor, sender);
  }

  private static @Nullable NotificationSender alerts(Adapters on, Moderation moderation) {
    AlertChannel channel = on.alertChannel();
    return channel == null
        ? null
        : NotificationSender.ofAlerts(
            on.stores()::notifications,
            on.stores().alerts(),
            channel,
            moderation::checkName,
            moderation.donorMessages(),
            on.notificationRules().longest(),
            on.clock());
  }

  private static @Nullable NotificationSender deadLetters(Adapters on) {
    DeadLetterChannel channel = on.deadLetterChannel();
    return channel == null
        ? null
        : NotificationSender.ofDeadLetters(
            on.stores()::notifications, channel, on.notificationRules().longest(), on.clock());
  }

  private static DeadLetterWatch watch(Adapters on) {
    return new DeadLetterWatch(
        on.stores().deadLetters(),
        on.stores().notifications(),
        on.notificationRules().deadLetters(),
        on.clock());
  }
}
