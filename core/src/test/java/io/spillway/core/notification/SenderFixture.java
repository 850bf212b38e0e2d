package io.spillway.core.notification;

import io.spillway.DonorMessages;
import io.spillway.NameCheck;
import io.spillway.adapters.inmemory.InMemoryStores;
import io.spillway.ports.Failure;
import io.spillway.ports.Health;
import io.spillway.ports.PortException;
import io.spillway.ports.Retention;
import io.spillway.ports.Stores;
import io.spillway.ports.event.Alert;
import io.spillway.ports.event.AlertChannel;
import io.spillway.ports.notification.Notification;
import io.spillway.testkit.Faults;
import io.spillway.testkit.SettableClock;
import io.spillway.testkit.WrappedStores;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Senders over one outbox in memory, and a receiver with a failure for some streams. */
final class SenderFixture implements AlertChannel {

  static final Failure AWAY =
      Failure.transientFailure("alert-channel.unavailable", "the receiver answered 503");

  final SettableClock clock = new SettableClock();
  final Faults faults = new Faults();
  final Stores plain = InMemoryStores.create(Retention.STANDARD, clock);
  final Stores stores = WrappedStores.of(plain, faults::wrap);
  final NotificationSender sender = newSender();
  final Outbox outbox = new Outbox(stores.notifications(), clock, () -> {});
  final NotificationDesk desk = new NotificationDesk(stores.notifications(), clock, () -> {});

  /** Alerts that arrived, as {@code stream/alert}. */
  final List<String> arrived = Collections.synchronizedList(new ArrayList<>());

  /** Calls of the receiver, successful or not. */
  final List<String> called = Collections.synchronizedList(new ArrayList<>());

  /** Failure of each stream, or of all under {@code *}. */
  final Map<String, Failure> failures = new ConcurrentHashMap<>();

  /** Alert of the latest call. */
  @Nullable Alert last;

  boolean hasOptedOut;
  NameCheck names = NameCheck.OFF;

  NotificationSender newSender() {
    return NotificationSender.ofAlerts(
        stores::notifications,
        stores.alerts(),
        this,
        (stream, name) -> names.check(stream, name),
        DonorMessages.OFF,
        NotificationSender.STANDARD_AGE,
        clock);
  }

  /** Raises an alert as activities do. */
  void raise(String stream, String id) {
    Alert alert = Alert.of(stream, id, "raid", "Ann brings 500 viewers", clock.instant());
    stores.alerts().add(alert.about("Ann"));
    outbox.announce(alert);
  }

  /** Lets minutes pass, with maintenance in each. */
  void pass(Duration time) {
    for (long minute = 0; minute < time.toMinutes(); minute++) {
      clock.advance(Duration.ofMinutes(1));
      sender.runMaintenance();
    }
  }

  Notification find(String id) {
    return plain.notifications().find(id).orElseThrow().value();
  }

  @Override
  public boolean send(Alert alert) {
    String id = alert.streamId() + "/" + alert.alertId();
    called.add(id);
    last = alert;
    Failure failure = failures.getOrDefault("*", failures.get(alert.streamId()));
    if (failure != null) {
      throw new PortException(failure);
    }
    if (hasOptedOut) {
      return false;
    }
    arrived.add(id);
    return true;
  }

  @Override
  public Health health() {
    return Health.up("test");
  }
}
