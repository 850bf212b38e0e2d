package io.spillway.core.event;

import io.spillway.ports.Failure;
import io.spillway.ports.Health;
import io.spillway.ports.Monitored;
import io.spillway.ports.event.StreamEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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
 * with {@link #PAUSED}, and the first success ends the pause. An event with a paused activity waits
 * for an automatic retry.
 *
 * <p>State is local to the process. Safe for use by many threads.
 */
public final class OutageWatch implements Monitored {

  /** Code of an attempt that was not made; THROTTLED, with the time to wait. */
  public static final String PAUSED = "activity.paused";

  /** Consecutive failed events, without a success, that cause a pause. */
  public static final int EVENTS_IN_A_ROW = 10;

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
    if (!wasOutage) {
      streak.events.add(event.streamId() + "~" + event.key());
    }
    streak.latestCode = failed.failure().code();
    if (wasOutage) {
      Failure stillPaused = pausedFailure(streak, clock.instant());
      return new ActivityOutcome.Failed(failed.activity(), stillPaused, failed.exception());
    }
    if (streak.isOutage()) {
      streak.pausedUntil = clock.instant().plus(PAUSE);
    }
    return outcome;
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
