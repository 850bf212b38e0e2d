package io.spillway.core.event;

import static java.util.Objects.requireNonNull;

import io.spillway.AlertRules;
import io.spillway.ports.event.Alert;
import io.spillway.ports.event.AlertChannel;
import io.spillway.ports.event.AlertStore;
import org.jspecify.annotations.Nullable;

/**
 * What is worth an alert, and what becomes of one.
 *
 * @param rules which events are worth one
 * @param store where each is kept
 * @param channel who is told of each; null for nobody
 */
public record Alerting(AlertRules rules, AlertStore store, @Nullable AlertChannel channel) {

  public Alerting {
    requireNonNull(rules, "rules");
    requireNonNull(store, "store");
  }

  /** Keeps an alert, then tells of it; both are safe to do again. */
  void raise(Alert alert) {
    store.add(alert);
    if (channel != null) {
      // When the receiver wants no more, that it is kept must do.
      var unused = channel.send(alert);
    }
  }
}
