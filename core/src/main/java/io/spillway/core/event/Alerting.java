package io.spillway.core.event;

import static java.util.Objects.requireNonNull;

import io.spillway.AlertRules;
import io.spillway.DonorMessages;
import io.spillway.NameCheck;
import io.spillway.core.Donors;
import io.spillway.core.notification.Outbox;
import io.spillway.ports.event.Alert;
import io.spillway.ports.event.AlertStore;
import io.spillway.ports.event.StreamEvent;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Raises alerts: rules, store, outbox, the check of names and the moderation of donors' messages.
 *
 * @param rules the rules of alerts
 * @param store the store of alerts
 * @param outbox the outbox from which alerts are sent; null if they are only stored
 * @param names the check of actors' names; a name that fails is neither in the summary nor sent
 * @param messages the moderation of donors' messages
 */
public record Alerting(
    AlertRules rules,
    AlertStore store,
    @Nullable Outbox outbox,
    NameCheck names,
    DonorMessages messages) {

  public Alerting {
    requireNonNull(rules, "rules");
    requireNonNull(store, "store");
    requireNonNull(names, "names");
    requireNonNull(messages, "messages");
  }

  /**
   * Creates alerting with {@link NameCheck#standard()} and without donors' messages.
   *
   * @param rules {@link #rules()}
   * @param store {@link #store()}
   * @param outbox {@link #outbox()}
   */
  public Alerting(AlertRules rules, AlertStore store, @Nullable Outbox outbox) {
    this(rules, store, outbox, NameCheck.standard(), DonorMessages.OFF);
  }

  /**
   * Moderates the donor's message, if there is one, and raises the alert of an event by itself, if
   * the rules have one.
   */
  void raise(StreamEvent event) {
    String messageId = messages.moderate(event).orElse(null);
    raise(event, named -> rules.alertFor(named).map(alert -> withMessage(alert, messageId)));
  }

  private static Alert withMessage(Alert alert, @Nullable String messageId) {
    Alert.Cause cause = alert.cause();
    return cause == null ? alert : alert.causedBy(cause.withMessage(messageId));
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
   * stays in the stored alert, so that erasures and exports find it. An alert without an actor
   * names none.
   */
  private Optional<Alert> withholdName(
      StreamEvent event, Alert alert, Function<StreamEvent, Optional<Alert>> rule) {
    if (alert.actor() == null) {
      return Optional.of(alert);
    }
    return names
        .check(event.streamId(), event.actor())
        .map(
            reason ->
                rule.apply(event.byActor(Donors.SOMEONE))
                    .map(masked -> masked.about(event.actor()).withholdingActor(reason)))
        .orElse(Optional.of(alert));
  }

  /**
   * Stores an alert, then adds its notification; both are idempotent. In this order, because the
   * sender reads the alert.
   */
  private void raise(Alert alert) {
    store.add(alert);
    if (outbox != null) {
      outbox.announce(alert);
    }
  }
}
