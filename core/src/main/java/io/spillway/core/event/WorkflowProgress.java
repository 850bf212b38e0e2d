package io.spillway.core.event;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import io.spillway.ports.Failure;
import io.spillway.ports.deadletter.Attempt;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.ExceptionEvidence;
import io.spillway.ports.event.ActivityReport;
import io.spillway.ports.event.ActivityReport.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How far the activities of a workflow have come.
 *
 * @param tracks one for each activity, in the order of registration
 * @param failedAttempts how many tries have failed in all
 * @param history the latest failed tries, oldest first
 * @param held what paused activities have cost
 */
record WorkflowProgress(List<Track> tracks, int failedAttempts, List<Attempt> history, Held held) {

  /** Longest time in all that a workflow waits for paused activities. */
  static final Duration LONGEST_HELD = Duration.ofMinutes(15);

  /**
   * What paused activities have cost so far, for which a workflow is not to blame.
   *
   * @param rounds rounds in which one was paused
   * @param time pauses after those
   */
  record Held(int rounds, Duration time) {
    static final Held NOT_AT_ALL = new Held(0, Duration.ZERO);
  }

  /**
   * One activity.
   *
   * @param exception what its latest try threw, if it failed with an exception
   */
  record Track(ActivityReport report, @Nullable ExceptionEvidence exception) {

    String activity() {
      return report.activity();
    }

    /** What its latest try failed with. */
    Failure failure() {
      return requireNonNull(report.failure(), "failure");
    }

    private Track after(ActivityOutcome outcome) {
      if (isPaused(outcome)) {
        return held((ActivityOutcome.Failed) outcome);
      }
      int attempts = report.attempts() + 1;
      if (outcome instanceof ActivityOutcome.Failed failed) {
        State state = failed.failure().category().isRetryable() ? State.PENDING : State.FAILED;
        return new Track(
            new ActivityReport(activity(), state, attempts, failed.failure()), failed.exception());
      }
      return new Track(new ActivityReport(activity(), State.DONE, attempts, null), null);
    }

    /** No try was made: what the latest real one failed with stays. */
    private Track held(ActivityOutcome.Failed paused) {
      Failure known = report.failure() == null ? paused.failure() : report.failure();
      return new Track(
          new ActivityReport(activity(), State.PENDING, report.attempts(), known), exception);
    }

    private Track givenUp() {
      return is(State.PENDING)
          ? new Track(
              new ActivityReport(activity(), State.FAILED, report.attempts(), failure()), exception)
          : this;
    }

    private boolean is(State state) {
      return report.state() == state;
    }
  }

  static WorkflowProgress none(List<String> activities) {
    return new WorkflowProgress(
        activities.stream()
            .map(name -> new Track(new ActivityReport(name, State.PENDING, 0, null), null))
            .toList(),
        0,
        List.of(),
        Held.NOT_AT_ALL);
  }

  static boolean isPaused(ActivityOutcome outcome) {
    return outcome instanceof ActivityOutcome.Failed failed
        && failed.failure().code().equals(OutageWatch.PAUSED);
  }

  /** After a round and before a pause: with a paused activity neither counts, for a while. */
  WorkflowProgress holding(List<ActivityOutcome> outcomes, Duration pause) {
    Duration time = held.time().plus(pause);
    return outcomes.stream().anyMatch(WorkflowProgress::isPaused)
            && time.compareTo(LONGEST_HELD) <= 0
        ? new WorkflowProgress(tracks, failedAttempts, history, new Held(held.rounds() + 1, time))
        : this;
  }

  /** As far as a letter says. */
  static WorkflowProgress of(DeadLetter letter) {
    return new WorkflowProgress(
        letter.activities().stream().map(report -> new Track(report, null)).toList(),
        letter.attempts(),
        letter.history(),
        Held.NOT_AT_ALL);
  }

  /** After a round. */
  WorkflowProgress after(WorkflowStep.Run run, List<ActivityOutcome> outcomes, Instant now) {
    Map<String, ActivityOutcome> byActivity =
        outcomes.stream().collect(toMap(ActivityOutcome::activity, outcome -> outcome));
    if (!byActivity.keySet().equals(Set.copyOf(run.activities()))) {
      throw new IllegalArgumentException(
          "expected outcomes of " + run.activities() + ", not of " + byActivity.keySet());
    }
    List<Track> after = new ArrayList<>();
    List<Attempt> failed = new ArrayList<>(history);
    for (Track track : tracks) {
      ActivityOutcome outcome = byActivity.get(track.activity());
      after.add(outcome == null ? track : track.after(outcome));
      if (outcome instanceof ActivityOutcome.Failed failure && !isPaused(outcome)) {
        failed.add(new Attempt(now, failure.activity(), run.round(), failure.failure()));
      }
    }
    int attempts = failedAttempts + failed.size() - history.size();
    int surplus = Math.max(0, failed.size() - DeadLetter.MAX_HISTORY);
    return new WorkflowProgress(after, attempts, failed.subList(surplus, failed.size()), held);
  }

  /** Activities that have used up their tries are given up on; one that is paused uses none. */
  WorkflowProgress withoutMoreTriesThan(int most) {
    List<Track> left =
        tracks.stream()
            .map(track -> track.report().attempts() >= most ? track.givenUp() : track)
            .toList();
    return new WorkflowProgress(left, failedAttempts, history, held);
  }

  /** What was to be tried again is given up on instead. */
  WorkflowProgress giveUp() {
    return new WorkflowProgress(
        tracks.stream().map(Track::givenUp).toList(), failedAttempts, history, held);
  }

  boolean allDone() {
    return tracks.stream().allMatch(track -> track.is(State.DONE));
  }

  /** The activities that are still to be tried. */
  List<String> pending() {
    return pendingTracks().map(Track::activity).toList();
  }

  /** What the activities that are still to be tried have failed with. */
  List<Failure> pendingFailures() {
    return pendingTracks().map(Track::failure).toList();
  }

  private Stream<Track> pendingTracks() {
    return tracks.stream().filter(track -> track.is(State.PENDING));
  }

  /** The first activity that was given up on. */
  Track firstGivenUp() {
    return tracks.stream().filter(track -> track.is(State.FAILED)).findFirst().orElseThrow();
  }

  List<ActivityReport> reports() {
    return tracks.stream().map(Track::report).toList();
  }
}
