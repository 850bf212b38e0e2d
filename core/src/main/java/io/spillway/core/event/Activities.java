package io.spillway.core.event;

import io.spillway.Activity;
import io.spillway.AlertRules;
import io.spillway.core.deadletter.Evidence;
import io.spillway.core.stream.StreamActivityLog;
import io.spillway.ports.Failure;
import io.spillway.ports.Health;
import io.spillway.ports.Monitored;
import io.spillway.ports.PortException;
import io.spillway.ports.event.AlertStore;
import io.spillway.ports.event.EventLog;
import io.spillway.ports.event.StatsStore;
import io.spillway.ports.event.StreamEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Registry of the activities that each event runs through, in order of registration. */
public final class Activities implements Monitored {

  /** Code of an activity that threw an exception other than {@link PortException}. */
  public static final String CRASHED = "activity.crashed";

  /** Code of an activity that is not registered. */
  public static final String UNKNOWN = "activity.unknown";

  private final Map<String, Activity> byName;
  private final @Nullable OutageWatch watch;

  private Activities(Map<String, Activity> byName, @Nullable OutageWatch watch) {
    this.byName = byName;
    this.watch = watch;
  }

  /**
   * {@return a registry of activities}
   *
   * @param activities the activities, at least one, in the order of reports
   * @throws IllegalArgumentException without an activity, or for a malformed or duplicate name
   */
  public static Activities of(List<Activity> activities) {
    Map<String, Activity> byName = new LinkedHashMap<>();
    for (Activity activity : activities) {
      if (!activity.name().matches("[a-z0-9-]{1,40}")) {
        throw new IllegalArgumentException(
            "an activity's name must match [a-z0-9-]{1,40}: " + activity.name());
      }
      if (byName.putIfAbsent(activity.name(), activity) != null) {
        throw new IllegalArgumentException("two activities are named " + activity.name());
      }
    }
    if (byName.isEmpty()) {
      throw new IllegalArgumentException("there must be at least one activity");
    }
    return new Activities(byName, null);
  }

  /**
   * {@return {@code stats}, {@code alerts} and {@code log}} Alerts of milestones are raised by
   * {@code stats}, which alone knows the exact number; all others by {@code alerts}.
   *
   * @param stats the store of totals
   * @param alerting the rules, the store and the outbox of alerts
   * @param log the store of events
   * @param activity the log of streams with events
   */
  public static Activities standard(
      StatsStore stats, Alerting alerting, EventLog log, StreamActivityLog activity) {
    return of(standardOnes(stats, alerting, log, activity));
  }

  /**
   * {@return the activities of {@link #standard}}
   *
   * @param stats the store of totals
   * @param alerting the rules, the store and the outbox of alerts
   * @param log the store of events
   * @param activity the log of streams with events
   */
  public static List<Activity> standardOnes(
      StatsStore stats, Alerting alerting, EventLog log, StreamActivityLog activity) {
    return List.of(new Stats(stats, alerting), new Alerts(alerting), new Log(log, activity));
  }

  /**
   * {@return {@code stats}, {@code alerts} and {@code log}, without a log of streams}
   *
   * @param stats the store of totals
   * @param alerting the rules, the store and the outbox of alerts
   * @param log the store of events
   */
  public static Activities standard(StatsStore stats, Alerting alerting, EventLog log) {
    return standard(stats, alerting, log, StreamActivityLog.NONE);
  }

  /**
   * {@return {@code stats}, {@code alerts} and {@code log}, without an outbox}
   *
   * @param stats the store of totals
   * @param alerts the store of alerts
   * @param rules the rules of alerts
   * @param log the store of events
   */
  public static Activities standard(
      StatsStore stats, AlertStore alerts, AlertRules rules, EventLog log) {
    return standard(stats, new Alerting(rules, alerts, null), log);
  }

  /**
   * {@return a registry with one more activity}
   *
   * @param activity the activity, which comes last
   * @throws IllegalArgumentException for a malformed or duplicate name
   */
  public Activities and(Activity activity) {
    List<Activity> all = new ArrayList<>(byName.values());
    all.add(activity);
    return new Activities(of(all).byName, watch);
  }

  /**
   * {@return a registry in which {@link OutageWatch} pauses activities that fail for all events}
   *
   * @param outages the watch of this process
   */
  public Activities watchedBy(OutageWatch outages) {
    return new Activities(byName, outages);
  }

  /** Returns degraded while an activity is paused. */
  @Override
  public Health health() {
    return watch == null ? Health.up("unwatched") : watch.health();
  }

  /** {@return the activities' names, in order} */
  public List<String> names() {
    return List.copyOf(byName.keySet());
  }

  /**
   * Runs one activity once. Never throws: a failure is in the outcome.
   *
   * @param name the activity's name; an unregistered one fails with {@link #UNKNOWN}
   * @param event the event
   * @return the outcome
   */
  public ActivityOutcome execute(String name, StreamEvent event) {
    Activity activity = byName.get(name);
    if (activity == null) {
      String message = "no activity is registered under this name";
      return new ActivityOutcome.Failed(name, Failure.permanent(UNKNOWN, message), null);
    }
    if (watch == null) {
      return attempt(name, activity, event);
    }
    Optional<Failure> paused = watch.obstacle(name);
    if (paused.isPresent()) {
      return new ActivityOutcome.Failed(name, paused.get(), null);
    }
    return watch.record(attempt(name, activity, event), event);
  }

  private static ActivityOutcome attempt(String name, Activity activity, StreamEvent event) {
    try {
      activity.run(event);
      return new ActivityOutcome.Done(name);
    } catch (PortException e) {
      return new ActivityOutcome.Failed(name, e.failure(), Evidence.of(e));
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      // The class alone, because the exception's message may quote the payload.
      Failure failure = Failure.transientFailure(CRASHED, e.getClass().getName());
      return new ActivityOutcome.Failed(name, failure, Evidence.of(e));
    }
  }

  private record Stats(StatsStore store, Alerting alerting) implements Activity {
    @Override
    public String name() {
      return "stats";
    }

    @Override
    public void run(StreamEvent event) {
      Long milestone = store.apply(event, alerting.rules().followers()).milestone();
      if (milestone != null) {
        alerting.raise(event, milestone);
      }
    }
  }

  private record Alerts(Alerting alerting) implements Activity {
    @Override
    public String name() {
      return "alerts";
    }

    @Override
    public void run(StreamEvent event) {
      alerting.raise(event);
    }
  }

  private record Log(EventLog store, StreamActivityLog activity) implements Activity {
    @Override
    public String name() {
      return "log";
    }

    @Override
    public void run(StreamEvent event) {
      store.append(event);
      activity.record(event.streamId());
    }
  }
}
