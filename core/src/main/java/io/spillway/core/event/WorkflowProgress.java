package io.spillway.core.event;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import io.spillway.ports.Failure;
import io.spillway.ports.deadletter.Attempt;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.ExceptionEvidence;
import io.spillway.ports.event.ActivityReport;
import io.spillway.ports.event.ActivityReport.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Progress of the activities of a workflow.
 *
 * @param tracks the progress of each activity, in the order of registration
 * @param failedAttempts the number of all failed attempts
 * @param history the latest failed attempts, oldest first
 */
record WorkflowProgress(List<Track> tracks, int failedAttempts, List<Attempt> history) {

  /**
   * Progress of one activity.
   *
   * @param exception the exception of the latest attempt; null for none
   */
  record Track(ActivityReport report, @Nullable ExceptionEvidence exception) {

    String activity() {
      return report.activity();
    }

    /** Returns the failure of the latest attempt. */
    Failure failure() {
      return requireNonNull(report.failure(), "failure");
    }

    private Track after(ActivityOutcome outcome) {
      if (isPaused(outcome)) {
        return pausedBy((ActivityOutcome.Failed) outcome);
      }
      int attempts = report.attempts() + 1;
      if (outcome instanceof ActivityOutcome.Failed failed) {
        boolean isPending = failed.failure().category().isRetryable() && !failed.isLast();
        State state = isPending ? State.PENDING : State.FAILED;
        return new Track(
            new ActivityReport(activity(), state, attempts, failed.failure()), failed.exception());
      }
      return new Track(new ActivityReport(activity(), State.DONE, attempts, null), null);
    }

    /**
     * Returns the progress after a paused attempt, with the failure of the latest real one. No
     * further round is run, because the pause is longer than the rounds.
     */
    private Track pausedBy(ActivityOutcome.Failed paused) {
      Failure known = report.failure() == null ? paused.failure() : report.failure();
      return new Track(
          new ActivityReport(activity(), State.FAILED, report.attempts(), known), exception);
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
        List.of());
  }

  static boolean isPaused(ActivityOutcome outcome) {
    return outcome instanceof ActivityOutcome.Failed failed
        && failed.failure().code().equals(OutageWatch.PAUSED);
  }

  /** Returns the progress recorded in a dead letter. */
  static WorkflowProgress of(DeadLetter letter) {
    return new WorkflowProgress(
        letter.activities().stream().map(report -> new Track(report, null)).toList(),
        letter.attempts(),
        letter.history());
  }

  /** Returns the progress after a round. */
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
    return new WorkflowProgress(after, attempts, failed.subList(surplus, failed.size()));
  }

  /** Returns the progress in which all pending activities have failed. */
  WorkflowProgress giveUp() {
    return new WorkflowProgress(
        tracks.stream().map(Track::givenUp).toList(), failedAttempts, history);
  }

  boolean allDone() {
    return tracks.stream().allMatch(track -> track.is(State.DONE));
  }

  /** Returns the activities to retry. */
  List<String> pending() {
    return pendingTracks().map(Track::activity).toList();
  }

  /** Returns the failures of the activities to retry. */
  List<Failure> pendingFailures() {
    return pendingTracks().map(Track::failure).toList();
  }

  private Stream<Track> pendingTracks() {
    return tracks.stream().filter(track -> track.is(State.PENDING));
  }

  /** Returns the first activity that failed finally. */
  Track firstGivenUp() {
    return tracks.stream().filter(track -> track.is(State.FAILED)).findFirst().orElseThrow();
  }

  List<ActivityReport> reports() {
    return tracks.stream().map(Track::report).toList();
  }
}
