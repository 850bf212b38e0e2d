package io.spillway;

import static java.util.Objects.requireNonNull;

import io.spillway.core.event.Activities;
import io.spillway.core.event.Alerting;
import io.spillway.core.event.DirectPayload;
import io.spillway.core.notification.NotificationKick;
import io.spillway.core.notification.NotificationSender;
import io.spillway.core.notification.Outbox;
import io.spillway.core.stream.StreamActivityLog;
import io.spillway.ports.Stores;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.event.AlertChannel;
import io.spillway.ports.telemetry.Telemetry;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Builder of a {@link FanOut}: needs an activity, and has defaults for the rest. */
public final class FanOutBuilder {

  private final List<Activity> activities = new ArrayList<>();
  private @Nullable AlertRules standardAlerts;
  private @Nullable AlertChannel alertChannel;
  private NameCheck nameCheck = NameCheck.standard();
  private DonorMessages donorMessages = DonorMessages.OFF;
  private @Nullable Stores stores;
  RetryPolicy retry = RetryPolicy.standard();
  DelayedRetryPolicy delayedRetry = DelayedRetryPolicy.STANDARD;
  EventReader reader = DirectPayload.NONE;
  DeadLetter.Origin origin = new DeadLetter.Origin("in-process", "unknown");
  InstantSource clock = SystemDefaults.clock();
  Sleeper sleeper = SystemDefaults::pause;
  Executor executor = SystemDefaults.executor();
  Supplier<String> newId = SystemDefaults::newId;
  Telemetry telemetry = Telemetry.NONE;

  FanOutBuilder() {}

  /**
   * Adds an activity; at least one is required. Activities are reported in the order in which they
   * were added.
   *
   * @param name the activity's name: 1 to 40 lower-case letters, digits and hyphens
   * @param work the work, which may throw checked exceptions; idempotent by the event's stream and
   *     id
   * @return this builder
   */
  public FanOutBuilder activity(String name, Activity.Work work) {
    return activity(Activity.of(name, work));
  }

  /**
   * Adds an activity; at least one is required.
   *
   * @param activity the activity
   * @return this builder
   */
  public FanOutBuilder activity(Activity activity) {
    activities.add(requireNonNull(activity, "activity"));
    return this;
  }

  /**
   * Adds the activities {@code stats}, {@code alerts} and {@code log} in front of the others: exact
   * totals for each stream, alerts by rules, and the history of events. Requires their stores, and
   * for a channel the store of notifications.
   *
   * <p>No activity waits for the channel. Alerts are sent by the executor, with at most one thread,
   * and by {@link FanOut#runMaintenance}, in the order of each stream; while the receiver is away,
   * for up to 72 hours.
   *
   * @param rules the thresholds of alerts, such as {@link AlertRules#STANDARD}
   * @param channel the receiver of alerts; null for none
   * @return this builder
   */
  public FanOutBuilder standardActivities(AlertRules rules, @Nullable AlertChannel channel) {
    this.standardAlerts = requireNonNull(rules, "rules");
    this.alertChannel = channel;
    return this;
  }

  /**
   * Sets the check of the names that alerts of {@link #standardActivities} show; by default {@link
   * NameCheck#standard()}. An actor whose name fails is "Someone" in the alert; the event is
   * counted and logged as sent.
   *
   * @param wanted the check, such as {@code moderation::checkName}, or {@link NameCheck#OFF}
   * @return this builder
   */
  public FanOutBuilder nameCheck(NameCheck wanted) {
    this.nameCheck = requireNonNull(wanted, "nameCheck");
    return this;
  }

  /**
   * Sets the moderation of donors' messages by {@link #standardActivities}; by default {@link
   * DonorMessages#OFF}, so that alerts show none.
   *
   * @param wanted the moderation: {@code moderation.donorMessages()}
   * @return this builder
   */
  public FanOutBuilder donorMessages(DonorMessages wanted) {
    this.donorMessages = requireNonNull(wanted, "donorMessages");
    return this;
  }

  /**
   * Sets the stores of dead letters and redrives; by default in memory, which needs
   * adapters-inmemory on the class path and logs a warning, because they are lost with the process.
   *
   * @param wanted the stores, such as {@code CosmosStores} or a team's own
   * @return this builder
   */
  public FanOutBuilder stores(Stores wanted) {
    this.stores = requireNonNull(wanted, "stores");
    return this;
  }

  /**
   * Sets the retries; by default {@link RetryPolicy#standard()}: 5 rounds within 5 minutes, pauses
   * of up to 0.5, 1, 2 and 4 seconds.
   *
   * @param wanted the policy
   * @return this builder
   */
  public FanOutBuilder retry(RetryPolicy wanted) {
    this.retry = requireNonNull(wanted, "retry");
    return this;
  }

  /**
   * Sets the automatic retries of events that failed in all rounds for transient reasons; by
   * default {@link DelayedRetryPolicy#STANDARD}: for 24 hours, by {@link FanOut#runMaintenance()}.
   *
   * @param wanted the policy, or {@link DelayedRetryPolicy#OFF}
   * @return this builder
   */
  public FanOutBuilder delayedRetry(DelayedRetryPolicy wanted) {
    this.delayedRetry = requireNonNull(wanted, "delayedRetry");
    return this;
  }

  /**
   * Sets the reader of a queue's payloads, for {@link FanOut#consume} and for redrives; by default
   * payloads are refused, and become dead letters.
   *
   * @param wanted the reader
   * @return this builder
   */
  public FanOutBuilder reader(EventReader wanted) {
    this.reader = requireNonNull(wanted, "reader");
    return this;
  }

  /**
   * Sets the origin that is recorded in dead letters; by default {@code in-process} and {@code
   * unknown}.
   *
   * @param host the machine's name
   * @param appVersion the build's version
   * @return this builder
   */
  public FanOutBuilder origin(String host, String appVersion) {
    this.origin = new DeadLetter.Origin(host, appVersion);
    return this;
  }

  /**
   * Sets the clock; by default the system's.
   *
   * @param wanted the clock, such as a test's {@code SettableClock}
   * @return this builder
   */
  public FanOutBuilder clock(InstantSource wanted) {
    this.clock = requireNonNull(wanted, "clock");
    return this;
  }

  /**
   * Sets the way to wait between rounds; by default {@link Thread#sleep}.
   *
   * @param wanted the sleeper, such as {@code clock::advance} of a test's clock, which does not
   *     block
   * @return this builder
   */
  public FanOutBuilder sleeper(Sleeper wanted) {
    this.sleeper = requireNonNull(wanted, "sleeper");
    return this;
  }

  /**
   * Sets the executor of activities and of {@link FanOut#publishAsync}; by default the common pool.
   * The publishing thread runs activities that the executor has not started, so a full executor
   * slows events down but stops none.
   *
   * @param wanted the executor, such as a pool for activities that block
   * @return this builder
   */
  public FanOutBuilder executor(Executor wanted) {
    this.executor = requireNonNull(wanted, "executor");
    return this;
  }

  /**
   * Sets the source of ids of events without one, and of redrives; by default random UUIDs.
   *
   * @param wanted the source of unique ids, in the form of {@link io.spillway.ports.Ids}
   * @return this builder
   */
  public FanOutBuilder newId(Supplier<String> wanted) {
    this.newId = requireNonNull(wanted, "newId");
    return this;
  }

  /**
   * Sets a listener to the outcome of each event; by default none.
   *
   * @param wanted the listener; gets ids and codes, never a payload
   * @return this builder
   */
  public FanOutBuilder telemetry(Telemetry wanted) {
    this.telemetry = requireNonNull(wanted, "telemetry");
    return this;
  }

  /**
   * {@return the fan-out}
   *
   * @throws IllegalStateException if neither stores are set nor adapters-inmemory is on the class
   *     path
   * @throws IllegalArgumentException without an activity, or for a name that is malformed or taken
   */
  public FanOut build() {
    if (stores == null) {
      stores = inMemory();
    }
    return new FanOut(this);
  }

  Stores stores() {
    return Required.of(stores, "stores");
  }

  /** Returns the sender of alerts; null without a channel. */
  @Nullable NotificationSender sender() {
    return standardAlerts == null || alertChannel == null
        ? null
        : NotificationSender.ofAlerts(
            stores()::notifications,
            stores().alerts(),
            alertChannel,
            nameCheck,
            donorMessages,
            NotificationSender.STANDARD_AGE,
            clock);
  }

  List<Activity> activities(@Nullable NotificationSender sender) {
    List<Activity> all = new ArrayList<>();
    if (standardAlerts != null) {
      Stores on = stores();
      Alerting alerting =
          new Alerting(standardAlerts, on.alerts(), outbox(sender), nameCheck, donorMessages);
      StreamActivityLog activity = StreamActivityLog.of(on, clock);
      all.addAll(Activities.standardOnes(on.stats(), alerting, on.events(), activity));
    }
    all.addAll(activities);
    return all;
  }

  private @Nullable Outbox outbox(@Nullable NotificationSender sender) {
    return sender == null
        ? null
        : new Outbox(stores().notifications(), clock, new NotificationKick(executor, sender));
  }

  private static Stores inMemory() {
    Stores found =
        ServiceLoader.load(Stores.Provider.class)
            .findFirst()
            .map(Stores.Provider::newStores)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "stores must be set, or spillway-adapters-inmemory be on the class path"));
    System.getLogger(FanOut.class.getName())
        .log(
            Level.WARNING, "Dead letters are kept in memory and lost with the process: set stores");
    return found;
  }
}
