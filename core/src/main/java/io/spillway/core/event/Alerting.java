package io.spillway.core.event;

import static java.util.Objects.requireNonNull;

import io.spillway.AlertRules;
import io.spillway.NameCheck;
import io.spillway.ports.event.Alert;
import io.spillway.ports.event.AlertChannel;
import io.spillway.ports.event.AlertStore;
import io.spillway.ports.event.StreamEvent;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Raises alerts: rules, store, channel and the check of names.
 *
 * @param rules the rules of alerts
 * @param store the store of alerts
 * @param channel the receiver of alerts; null for none
 * @param names the check of actors' names; a name that fails is neither in the summary nor sent
 */
public record Alerting(
    AlertRules rules, AlertStore store, @Nullable AlertChannel channel, NameCheck names) {

  /** Name in the summary instead of a withheld one. */
  static final String SOMEONE = "Someone";

  public Alerting {
    requireNonNull(rules, "rules");
    requireNonNull(store, "store");
    requireNonNull(names, "names");
  }

  /**
   * Creates alerting with {@link NameCheck#standard()}.
   *
   * @param rules {@link #rules()}
   * @param store {@link #store()}
   * @param channel {@link #channel()}
   */
  public Alerting(AlertRules rules, AlertStore store, @Nullable AlertChannel channel) {
    this(rules, store, channel, NameCheck.standard());
  }

  /** Raises the alert of an event by itself, if the rules have one. */
  void raise(StreamEvent event) {
    raise(event, rules::alertFor);
  }

  /** Raises the alert of a follow that reached a milestone. */
  void raise(StreamEvent follow, long milestone) {
    raise(follow, named -> Optional.of(rules.milestone(named, milestone)));
  }

  private void raise(StreamEvent event, Function<StreamEvent, Optional<Alert>> rule) {
    rule.apply(event).flatMap(alert -> withholdName(event, alert, rule)).ifPresent(this::raise);
  }

  /**
   * Returns the alert without the actor's name in its summary if the check withholds it. The actor
   * stays in the stored alert, so that erasures and exports find it.
   */
  private Optional<Alert> withholdName(
      StreamEvent event, Alert alert, Function<StreamEvent, Optional<Alert>> rule) {
    return names
        .check(event.streamId(), event.actor())
        .map(
            reason ->
                rule.apply(event.byActor(SOMEONE))
                    .map(masked -> masked.about(event.actor()).withholdingActor(reason)))
        .orElse(Optional.of(alert));
  }

  /** Stores an alert, then sends it; both are idempotent. */
  private void raise(Alert alert) {
    store.add(alert);
    if (channel != null) {
      // If the receiver has opted out, storing the alert suffices.
      var unused = channel.send(alert.shown());
    }
  }
}
