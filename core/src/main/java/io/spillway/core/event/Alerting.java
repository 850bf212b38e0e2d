package io.spillway.core.event;

import static java.util.Objects.requireNonNull;

import io.spillway.AlertRules;
import io.spillway.ports.event.Alert;
import io.spillway.ports.event.AlertChannel;
import io.spillway.ports.event.AlertStore;
import org.jspecify.annotations.Nullable;

/**
 * Raises alerts: rules, store and channel.
 *
 * @param rules the rules of alerts
 * @param store the store of alerts
 * @param channel the receiver of alerts; null for none
 */
public record Alerting(AlertRules rules, AlertStore store, @Nullable AlertChannel channel) {

  public Alerting {
    requireNonNull(rules, "rules");
    requireNonNull(store, "store");
  }

  /** Stores an alert, then sends it; both are idempotent. */
  void raise(Alert alert) {
    store.add(alert);
    if (channel != null) {
      // If the receiver has opted out, storing the alert suffices.
      var unused = channel.send(alert);
    }
  }
}
