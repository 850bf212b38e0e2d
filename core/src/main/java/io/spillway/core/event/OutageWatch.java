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
 * Notices when an activity fails for event after event, which is the fault of what it stands on and
 * not of the events. It is then paused, so that its events wait for a bounded time instead of being
 * buried by the thousand: all tries but one each {@link #PAUSE} are answered with {@link #PAUSED}
 * at once, and the first one that succeeds ends the pause. What a paused try means to a workflow,
 * {@link EventWorkflow} says.
 *
 * <p>Each process watches for itself. Safe for use by many threads.
 */
public final class OutageWatch implements Monitored {

  /** The code of a try that was not made; THROTTLED, with how long to wait. */
  public static final String PAUSED = "activity.paused";

  /** How many different events must fail in a row, without one that succeeds, for a pause. */
  public static final int EVENTS_IN_A_ROW = 20;

  /** How long tries are not made before one is made on trial. */
  public static final Duration PAUSE = Duration.ofSeconds(30);

  private final InstantSource clock;
  private final Map<String, Streak> streaks = new TreeMap<>();

  /**
   * A watch that has seen nothing yet.
   *
   * @param clock tells when a pause is over
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

  /** Why a try must not be made now; empty when it may be. */
  synchronized Optional<Failure> obstacle(String activity) {
    Streak streak = streaks.get(activity);
    if (streak == null || !streak.isOutage()) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    if (now.isBefore(streak.pausedUntil)) {
      return Optional.of(paused(streak, now));
    }
    // This one is made on trial, for all that wait.
    streak.pausedUntil = now.plus(PAUSE);
    return Optional.empty();
  }

  /**
   * A try was made.
   *
   * @return what the workflow is to be told: of a trial that failed, that the pause goes on
   */
  synchronized ActivityOutcome saw(ActivityOutcome outcome, StreamEvent event) {
    if (!(outcome instanceof ActivityOutcome.Failed failed)) {
      streaks.remove(outcome.activity());
      return outcome;
    }
    Streak streak = streaks.computeIfAbsent(outcome.activity(), name -> new Streak());
    boolean wasOutage = streak.isOutage();
    if (!wasOutage) {
      streak.events.add(event.streamId() + "~" + event.eventId());
    }
    streak.latestCode = failed.failure().code();
    if (wasOutage) {
      Failure goesOn = paused(streak, clock.instant());
      return new ActivityOutcome.Failed(failed.activity(), goesOn, failed.exception());
    }
    if (streak.isOutage()) {
      streak.pausedUntil = clock.instant().plus(PAUSE);
    }
    return outcome;
  }

  private static Failure paused(Streak streak, Instant now) {
    Duration left = Duration.between(now, streak.pausedUntil);
    return Failure.throttled(
        PAUSED, "paused, since " + streak.cause(), left.isNegative() ? Duration.ZERO : left);
  }

  /** Degraded while an activity is paused; the detail names each and says why. */
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
