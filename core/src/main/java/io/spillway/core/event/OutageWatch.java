package io.spillway.core.event;

import io.spillway.ports.Failure;
import io.spillway.ports.Health;
import io.spillway.ports.Monitored;
import io.spillway.ports.event.StreamEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * Circuit breaker for activities: detects an outage of an activity's dependency, when {@link
 * #EVENTS_IN_A_ROW} events in a row have failed. The activity is then paused, so that its events
 * occupy no thread and no queue slot: all attempts but one each {@link #PAUSE} fail immediately
 * with {@link #PAUSED}, and the first success ends the pause. If only some events of an activity
 * fail, at most {@value #MOST_RETRYING} of them are in rounds of retries at once, and the others
 * end after their first failure. An event whose rounds end in these ways waits for an automatic
 * retry.
 *
 * <p>State is local to the process. Safe for use by many threads.
 */
public final class OutageWatch implements Monitored {

  /** Code of an attempt that was not made; THROTTLED, with the time to wait. */
  public static final String PAUSED = "activity.paused";

  /** Consecutive failed events, without a success, that cause a pause. */
  public static final int EVENTS_IN_A_ROW = 10;

  /** Most events of one activity that are in rounds of retries at once. */
  static final int MOST_RETRYING = 10;

  /** Time for which a failed event counts as retrying, longer than the pauses of its rounds. */
  static final Duration RETRYING = Duration.ofSeconds(10);

  /** Time between trial attempts during a pause. */
  public static final Duration PAUSE = Duration.ofSeconds(30);

  private final InstantSource clock;
  private final Map<String, Streak> streaks = new TreeMap<>();

  /**
   * Creates a watch without failures.
   *
   * @param clock the time of pauses
   */
  public OutageWatch(InstantSource clock) {
    this.clock = clock;
  }

  private final Map<String, Map<String, Instant>> retrying = new HashMap<>();

  /** Failures of one activity since it last succeeded. */
  private static final class Streak {
    private final Set<String> events = new HashSet<>();
    private Instant pausedUntil = Instant.MIN;
    private String latestCode = "";

    private boolean isOutage() {
      return events.size() >= EVENTS_IN_A_ROW;
    }

    private String cause() {
      return EVENTS_IN_A_ROW + " events in a row failed, the last with " + latestCode;
    }
  }

  /** Returns the failure of an attempt that must not be made now; empty if it may be made. */
  synchronized Optional<Failure> obstacle(String activity) {
    Streak streak = streaks.get(activity);
    if (streak == null || !streak.isOutage()) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    if (now.isBefore(streak.pausedUntil)) {
      return Optional.of(pausedFailure(streak, now));
    }
    // A trial attempt.
    streak.pausedUntil = now.plus(PAUSE);
    return Optional.empty();
  }

  /**
   * Records the outcome of an attempt.
   *
   * @return the outcome for the workflow; for a failed trial attempt, that the pause continues
   */
  synchronized ActivityOutcome record(ActivityOutcome outcome, StreamEvent event) {
    if (!(outcome instanceof ActivityOutcome.Failed failed)) {
      streaks.remove(outcome.activity());
      return outcome;
    }
    Streak streak = streaks.computeIfAbsent(outcome.activity(), name -> new Streak());
    boolean wasOutage = streak.isOutage();
    String id = event.streamId() + "~" + event.key();
    if (!wasOutage) {
      streak.events.add(id);
    }
    streak.latestCode = failed.failure().code();
    if (wasOutage) {
      Failure stillPaused = pausedFailure(streak, clock.instant());
      return new ActivityOutcome.Failed(failed.activity(), stillPaused, failed.exception());
    }
    if (streak.isOutage()) {
      streak.pausedUntil = clock.instant().plus(PAUSE);
    }
    return mayRetry(failed.activity(), id)
        ? outcome
        : new ActivityOutcome.Failed(failed.activity(), failed.failure(), failed.exception(), true);
  }

  /**
   * Returns whether an event may have further rounds. Other events of the activity may succeed
   * meanwhile, so that there is no pause.
   */
  private boolean mayRetry(String activity, String eventId) {
    Map<String, Instant> events = retrying.computeIfAbsent(activity, name -> new HashMap<>());
    Instant now = clock.instant();
    events.values().removeIf(failedAt -> !now.isBefore(failedAt.plus(RETRYING)));
    if (events.size() >= MOST_RETRYING && !events.containsKey(eventId)) {
      return false;
    }
    events.put(eventId, now);
    return true;
  }

  private static Failure pausedFailure(Streak streak, Instant now) {
    Duration left = Duration.between(now, streak.pausedUntil);
    return Failure.throttled(
        PAUSED, "paused: " + streak.cause(), left.isNegative() ? Duration.ZERO : left);
  }

  /** Returns degraded while an activity is paused; the detail names each with its cause. */
  @Override
  public synchronized Health health() {
    StringJoiner paused = new StringJoiner("; ");
    for (Map.Entry<String, Streak> streak : streaks.entrySet()) {
      if (streak.getValue().isOutage()) {
        paused.add(streak.getKey() + " is paused: " + streak.getValue().cause());
      }
    }
    return paused.length() == 0
        ? Health.up("outage-watch")
        : new Health("outage-watch", Health.State.DEGRADED, paused.toString());
  }
}
