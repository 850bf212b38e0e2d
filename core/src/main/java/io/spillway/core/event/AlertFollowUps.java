package io.spillway.core.event;

import static java.util.Objects.requireNonNull;

import io.spillway.DonorMessages;
import io.spillway.core.violation.ReleaseNotice;
import io.spillway.ports.Failure;
import io.spillway.ports.FailureCategory;
import io.spillway.ports.PortException;
import io.spillway.ports.event.Alert;
import io.spillway.ports.event.AlertChannel;
import io.spillway.ports.event.AlertStore;
import io.spillway.ports.violation.Violation;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Sends the alert of a donation again, with the donor's message, after the message was released.
 *
 * <p>A failing or slow receiver is called once a minute in each process, however many alerts wait,
 * and as late as it asks. An alert is given up after {@link #LONGEST}, or when the receiver refuses
 * it; a warning then names it. Safe for use by many threads.
 */
public final class AlertFollowUps implements ReleaseNotice {

  /** Time after a release in which its alert is sent. */
  public static final Duration LONGEST = Duration.ofHours(1);

  /** The logger's name. */
  public static final String LOGGER = "io.spillway.alerts";

  private static final Duration PAUSE = Duration.ofSeconds(50);
  private static final Duration SLOW = Duration.ofSeconds(2);
  private static final String CRASHED = "alert-channel.crashed";

  private final Supplier<AlertStore> alerts;
  private final AlertChannel channel;
  private final DonorMessages messages;
  private final InstantSource clock;
  private final Consumer<String> log;
  private volatile Instant notBefore = Instant.MIN;

  /**
   * Creates follow-ups that log to the system logger {@value #LOGGER}.
   *
   * @param alerts the store of alerts; supplied when a message was released
   * @param channel the receiver of alerts
   * @param messages the donors' messages
   * @param clock the current time
   */
  public AlertFollowUps(
      Supplier<AlertStore> alerts,
      AlertChannel channel,
      DonorMessages messages,
      InstantSource clock) {
    this(alerts, channel, messages, clock, AlertFollowUps::warn);
  }

  /**
   * Creates follow-ups.
   *
   * @param log the receiver of warnings
   */
  AlertFollowUps(
      Supplier<AlertStore> alerts,
      AlertChannel channel,
      DonorMessages messages,
      InstantSource clock,
      Consumer<String> log) {
    this.alerts = requireNonNull(alerts, "alerts");
    this.channel = requireNonNull(channel, "channel");
    this.messages = requireNonNull(messages, "messages");
    this.clock = requireNonNull(clock, "clock");
    this.log = requireNonNull(log, "log");
  }

  @Override
  public boolean announce(Violation released) {
    return alerts
        .get()
        .withMessage(released.id().streamId(), released.id().messageId())
        .map(messages::withText)
        // Without a text it was withheld again, or erased.
        .filter(alert -> alert.text() != null)
        .map(alert -> send(alert.shown(), released.lastStep().at().plus(LONGEST)))
        .orElse(true);
  }

  private boolean send(Alert alert, Instant end) {
    Instant now = clock.instant();
    Optional<Failure> failure =
        now.isBefore(notBefore)
            ? Optional.of(Failure.transientFailure("alert-channel.unavailable", "paused"))
            : attempt(alert);
    if (failure.isEmpty()) {
      return true;
    }
    boolean isRefused = failure.get().category() == FailureCategory.PERMANENT;
    if (!isRefused && now.isBefore(end)) {
      return false;
    }
    log.accept(
        "The donor's message of the alert %s/%s was released, but could not be sent: %s"
            .formatted(alert.streamId(), alert.alertId(), failure.get().code()));
    return true;
  }

  private Optional<Failure> attempt(Alert alert) {
    Instant began = clock.instant();
    Failure failure;
    try {
      // If the receiver has opted out, nothing is left to do.
      var unused = channel.sendFollowUp(alert);
      Instant now = clock.instant();
      if (Duration.between(began, now).compareTo(SLOW) > 0) {
        notBefore = now.plus(PAUSE);
      }
      return Optional.empty();
    } catch (PortException e) {
      failure = e.failure();
    } catch (RuntimeException e) {
      failure = Failure.transientFailure(CRASHED, e.getClass().getName());
    }
    Duration asked = failure.retryAfter();
    Duration pause = asked == null || asked.compareTo(PAUSE) < 0 ? PAUSE : asked;
    notBefore = clock.instant().plus(pause);
    return Optional.of(failure);
  }

  private static void warn(String line) {
    System.getLogger(LOGGER).log(Level.WARNING, line);
  }
}
