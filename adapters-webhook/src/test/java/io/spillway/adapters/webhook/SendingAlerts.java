package io.spillway.adapters.webhook;

import io.spillway.adapters.inmemory.InMemoryAlertOptOuts;
import io.spillway.ports.event.Alert;
import io.spillway.ports.event.AlertOptOuts;
import io.spillway.testkit.SettableClock;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;

/** Fixture with a channel to a local receiver and an alert. */
abstract class SendingAlerts {

  static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  static final Alert ALERT =
      Alert.of("main", "e-1", "large-donation", "ada gave 100.00 USD — ünïcode", NOW);

  final Receiver receiver = new Receiver();
  final SettableClock clock = new SettableClock(NOW.plusMillis(900));
  final AlertOptOuts stops = new InMemoryAlertOptOuts();
  final WebhookAlertChannel channel = channel(Webhooks.to(receiver.url()));

  WebhookAlertChannel channel(WebhookSettings settings) {
    return new WebhookAlertChannel(settings, stops, clock);
  }

  @AfterEach
  void close() {
    receiver.close();
  }
}
