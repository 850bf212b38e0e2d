package io.spillway.core.event;

import io.spillway.RetryPolicy;
import io.spillway.core.deadletter.Fingerprint;
import io.spillway.ports.Failure;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.event.WorkflowRequest;
import io.spillway.ports.event.WorkflowStatus;
import io.spillway.ports.telemetry.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides what happens to an event, and does nothing itself: a driver does what {@link #next()}
 * says and tells the workflow what came of it, which gives the workflow's next state. Each state is
 * immutable, and the same history gives the same states, so a driver may replay it.
 *
 * <p>All activities run in the first round. Those that failed and may succeed later run again
 * together, round after round, until they succeed or {@link RetryPolicy} gives up; those that
 * failed for good are not tried again. A round in which an activity was paused by {@link
 * OutageWatch} does not count, and its pause moves the deadline, for a quarter of an hour in all;
 * but no activity is tried more often than there are rounds. When any was given up on, the event is
 * buried; a burial is tried until it succeeds, since giving it up would lose the event.
 */
public final class EventWorkflow {

  /** What stays the same from the start to the end. */
  private record Start(
      WorkflowRequest request, RetryPolicy policy, DeadLetter.Origin origin, Instant at) {}

  private final Start start;
  private final WorkflowProgress progress;
  private final WorkflowStep step;
  private final int round;
  private final int failedEnqueues;
  private final @Nullable DeadLetter letter;
  private final @Nullable Instant finishedAt;

  private EventWorkflow(
      Start start,
      WorkflowProgress progress,
      WorkflowStep step,
      int round,
      int failedEnqueues,
      @Nullable DeadLetter letter,
      @Nullable Instant finishedAt) {
    this.start = start;
    this.progress = progress;
    this.step = step;
    this.round = round;
    this.failedEnqueues = failedEnqueues;
    this.letter = letter;
    this.finishedAt = finishedAt;
  }

  /**
   * {@return a workflow at its start}
   *
   * @param request which event, and which activities
   * @param activities what the event goes through, at least one, unless the request names some
   * @param policy how often and how soon it is tried again
   * @param origin where the driver runs, for the evidence
   * @param now when it starts
   */
  public static EventWorkflow begin(
      WorkflowRequest request,
      List<String> activities,
      RetryPolicy policy,
      DeadLetter.Origin origin,
      Instant now) {
    if (activities.isEmpty()) {
      throw new IllegalArgumentException("there must be at least one activity");
    }
    Start start = new Start(request, policy, origin, now);
    List<String> some = request.activities().isEmpty() ? activities : request.activities();
    WorkflowStep first = new WorkflowStep.Run(some, 1);
    return new EventWorkflow(start, WorkflowProgress.none(some), first, 1, 0, null, null);
  }

  /**
   * {@return a workflow that had given up and was burying, where it left off}
   *
   * @param request as it was begun with
   * @param policy as it was begun with
   * @param origin where the driver runs, for the evidence
   * @param burial as {@link #burial()} gave it
   */
  public static EventWorkflow resume(
      WorkflowRequest request, RetryPolicy policy, DeadLetter.Origin origin, DeadLettering burial) {
    DeadLetter letter = burial.letter();
    Start start = new Start(request, policy, origin, burial.startedAt());
    WorkflowStep onward = new WorkflowStep.Enqueue(letter);
    return new EventWorkflow(
        start, WorkflowProgress.of(letter), onward, 1, burial.failedTries(), letter, null);
  }

  /** {@return what the driver has to do now} */
  public WorkflowStep next() {
    return step;
  }

  /** {@return the event that this is about} */
  public StreamEvent event() {
    return start.request().event();
  }

  /**
   * {@return all that is left of a workflow whose next step is a {@link WorkflowStep.Enqueue}, for
   * a driver that cannot keep what happened before}
   */
  public DeadLettering burial() {
    return new DeadLettering(
        expect(WorkflowStep.Enqueue.class).letter(), failedEnqueues, start.at());
  }

  /** {@return how it is doing, for people} */
  public WorkflowStatus status() {
    return new WorkflowStatus(
        start.request().workflowId(), state(), start.at(), finishedAt, progress.reports());
  }

  /**
   * {@return what the latest step made of the event, for those who watch: empty while there is
   * nothing to tell} That it was buried tells whoever buries it.
   */
  public Optional<Outcome> outcome() {
    if (state() == WorkflowStatus.State.DONE) {
      return Optional.of(Outcome.workflow(Outcome.Kind.EVENT_DONE, start.request(), null));
    }
    if (step instanceof WorkflowStep.Pause && letter == null) {
      String code = progress.pendingFailures().get(0).code();
      return Optional.of(Outcome.workflow(Outcome.Kind.EVENT_RETRIED, start.request(), code));
    }
    return Optional.empty();
  }

  private WorkflowStatus.State state() {
    return step instanceof WorkflowStep.Finish finish
        ? finish.outcome()
        : WorkflowStatus.State.RUNNING;
  }

  /**
   * The activities of the {@link WorkflowStep.Run} have been tried.
   *
   * @param outcomes one for each activity of the step, in any order
   * @param now when the last of them had been tried
   * @return the workflow with its next step
   */
  public EventWorkflow ran(List<ActivityOutcome> outcomes, Instant now) {
    WorkflowStep.Run run = expect(WorkflowStep.Run.class);
    WorkflowProgress after =
        progress.after(run, outcomes, now).withoutMoreTriesThan(start.policy().maxRounds());
    List<Failure> retryable = retryable(outcomes, after.pending());
    if (retryable.isEmpty()) {
      return after.allDone() ? finish(after, WorkflowStatus.State.DONE, now) : enqueue(after, now);
    }
    Duration pause = start.policy().pauseAfter(start.request().workflowId(), round, retryable);
    WorkflowProgress waiting = after.holding(outcomes, pause);
    return mayGoOn(waiting, now.plus(pause))
        ? at(waiting, new WorkflowStep.Pause(pause), round + 1)
        : enqueue(after.giveUp(), now);
  }

  private static List<Failure> retryable(List<ActivityOutcome> outcomes, List<String> pending) {
    return outcomes.stream()
        .filter(outcome -> pending.contains(outcome.activity()))
        .filter(ActivityOutcome.Failed.class::isInstance)
        .map(outcome -> ((ActivityOutcome.Failed) outcome).failure())
        .toList();
  }

  /** Whether there is a round left at this instant. */
  private boolean mayGoOn(WorkflowProgress waiting, Instant next) {
    RetryPolicy policy = start.policy();
    Instant deadline = start.at().plus(policy.deadline()).plus(waiting.held().time());
    return round < policy.maxRounds() + waiting.held().rounds() && !next.isAfter(deadline);
  }

  /**
   * The time of the {@link WorkflowStep.Pause} has gone by.
   *
   * @return the workflow with its next step, a {@link WorkflowStep.Run}, or the {@link
   *     WorkflowStep.Enqueue} that failed before
   */
  public EventWorkflow paused() {
    expect(WorkflowStep.Pause.class);
    WorkflowStep onward =
        letter == null
            ? new WorkflowStep.Run(progress.pending(), round)
            : new WorkflowStep.Enqueue(letter);
    return at(progress, onward, round);
  }

  /**
   * The letter of the {@link WorkflowStep.Enqueue} is buried.
   *
   * @param now when it was
   * @return the workflow with its last step, a {@link WorkflowStep.Finish}
   */
  public EventWorkflow enqueued(Instant now) {
    expect(WorkflowStep.Enqueue.class);
    return finish(progress, WorkflowStatus.State.DEAD, now);
  }

  /**
   * The letter of the {@link WorkflowStep.Enqueue} may not be buried: it has to be tried again.
   *
   * @param failure why it may not be
   * @return the workflow with a {@link WorkflowStep.Pause} as its next step
   */
  public EventWorkflow enqueueFailed(Failure failure) {
    expect(WorkflowStep.Enqueue.class);
    int failed = failedEnqueues + 1;
    String seed = start.request().workflowId() + "~burial";
    WorkflowStep pause =
        new WorkflowStep.Pause(start.policy().pauseAfter(seed, failed, List.of(failure)));
    return new EventWorkflow(start, progress, pause, round, failed, letter, null);
  }

  /** How often the burial of its letter has failed. */
  int failedEnqueues() {
    return failedEnqueues;
  }

  private <S extends WorkflowStep> S expect(Class<S> expected) {
    if (!expected.isInstance(step)) {
      throw new IllegalStateException("the next step is " + step.getClass().getSimpleName());
    }
    return expected.cast(step);
  }

  private EventWorkflow at(WorkflowProgress now, WorkflowStep onward, int nextRound) {
    return new EventWorkflow(start, now, onward, nextRound, failedEnqueues, letter, null);
  }

  private EventWorkflow finish(WorkflowProgress now, WorkflowStatus.State outcome, Instant at) {
    WorkflowStep end = new WorkflowStep.Finish(outcome);
    return new EventWorkflow(start, now, end, round, failedEnqueues, letter, at);
  }

  private EventWorkflow enqueue(WorkflowProgress now, Instant at) {
    DeadLetter dead = letter(now, at);
    return new EventWorkflow(start, now, new WorkflowStep.Enqueue(dead), round, 0, dead, null);
  }

  private DeadLetter letter(WorkflowProgress now, Instant at) {
    WorkflowProgress.Track first = now.firstGivenUp();
    Failure failure = first.failure();
    String letterId = start.request().letterIdOrOwn();
    return DeadLetter.builder(letterId, start.request().arrival(), failure, start.origin())
        .event(event().eventId(), event().type())
        .exception(first.exception())
        .attempts(now.failedAttempts(), start.at(), now.history())
        .workflow(start.request().workflowId(), now.reports())
        .generation(start.request().generation())
        .deadLetteredAt(at)
        .fingerprint(Fingerprint.of(first.activity(), failure, first.exception()))
        .build();
  }
}
