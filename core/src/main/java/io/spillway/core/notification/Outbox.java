package io.spillway.core.notification;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.SortableTime;
import io.spillway.ports.event.Alert;
import io.spillway.ports.notification.Notification;
import io.spillway.ports.notification.NotificationStore;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Outbox of alerts. Adding never waits for the receiver. Thread-safe. */
public final class Outbox {

  private final NotificationStore store;
  private final InstantSource clock;
  private final Runnable kick;
  private final AtomicReference<Instant> latest = new AtomicReference<>(Instant.MIN);

  /**
   * Creates an outbox.
   *
   * @param store the store of notifications
   * @param clock the current time
   * @param kick the start of a sender, which returns at once; losing it delays notifications until
   *     the next maintenance
   */
  public Outbox(NotificationStore store, InstantSource clock, Runnable kick) {
    this.store = requireNonNull(store, "store");
    this.clock = requireNonNull(clock, "clock");
    this.kick = requireNonNull(kick, "kick");
  }

  /**
   * Adds the notification of a stored alert. Idempotent.
   *
   * @param alert the alert
   */
  public void announce(Alert alert) {
    Instant now = clock.instant();
    var unused =
        store.add(Notification.ofAlert(alert.streamId(), alert.alertId(), after(now), now));
    kick.run();
  }

  /** Returns a time later than any before, so that the order of additions is kept. */
  private Instant after(Instant instant) {
    Instant now = SortableTime.stored(instant);
    return latest.updateAndGet(
        before -> now.isAfter(before) ? now : before.plus(1, ChronoUnit.MICROS));
  }
}
