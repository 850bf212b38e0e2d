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
 * State machine of an event, without side effects: a driver performs the step {@link #next()} and
 * reports its result, which yields the next state. States are immutable, and the same history gives
 * the same states, so a driver can replay it.
 *
 * <p>All activities run in the first round. Those with transient failures are retried together in
 * further rounds, until they succeed or the {@link RetryPolicy} is exhausted; permanent failures
 * are not retried, and neither are activities that {@link OutageWatch} pauses. If any activity
 * fails finally, the event is dead-lettered; the ledger decides whether it waits for an automatic
 * retry. Enqueueing the dead letter is retried until it succeeds, because otherwise the event would
 * be lost.
 */
public final class EventWorkflow {

  /** The constant part of a workflow. */
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
   * {@return a new workflow}
   *
   * @param request the event, and the activities if limited
   * @param activities the names of all activities, at least one, used unless the request names some
   * @param policy the retry policy
   * @param origin the driver's host, for the evidence
   * @param now the time of the start
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
   * {@return a failed workflow that continues to enqueue its dead letter}
   *
   * @param request the original request
   * @param policy the original policy
   * @param origin the driver's host, for the evidence
   * @param deadLettering the state from {@link #deadLettering()}
   */
  public static EventWorkflow resume(
      WorkflowRequest request,
      RetryPolicy policy,
      DeadLetter.Origin origin,
      DeadLettering deadLettering) {
    DeadLetter letter = deadLettering.letter();
    Start start = new Start(request, policy, origin, deadLettering.startedAt());
    WorkflowStep nextStep = new WorkflowStep.Enqueue(letter);
    return new EventWorkflow(
        start, WorkflowProgress.of(letter), nextStep, 1, deadLettering.failedTries(), letter, null);
  }

  /** {@return the next step of the driver} */
  public WorkflowStep next() {
    return step;
  }

  /** {@return the event} */
  public StreamEvent event() {
    return start.request().event();
  }

  /**
   * {@return the state of a workflow whose next step is a {@link WorkflowStep.Enqueue}, for a
   * driver that drops the earlier history}
   */
  public DeadLettering deadLettering() {
    return new DeadLettering(
        expect(WorkflowStep.Enqueue.class).letter(), failedEnqueues, start.at());
  }

  /** {@return the status, for people} */
  public WorkflowStatus status() {
    return new WorkflowStatus(
        start.request().workflowId(), state(), start.at(), finishedAt, progress.reports());
  }

  /**
   * {@return the outcome of the latest step, for telemetry; empty for none} The component that
   * enqueues the dead letter reports the {@code EVENT_BURIED} outcome.
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
   * Reports that the activities of the {@link WorkflowStep.Run} were attempted.
   *
   * @param outcomes the outcomes, one for each activity of the step, in any order
   * @param now the end of the last attempt
   * @return the workflow with its next step
   */
  public EventWorkflow ran(List<ActivityOutcome> outcomes, Instant now) {
    WorkflowStep.Run run = expect(WorkflowStep.Run.class);
    WorkflowProgress after = progress.after(run, outcomes, now);
    List<Failure> retryable = retryable(outcomes, after.pending());
    if (retryable.isEmpty()) {
      return after.allDone() ? finish(after, WorkflowStatus.State.DONE, now) : enqueue(after, now);
    }
    Duration pause = start.policy().pauseAfter(start.request().workflowId(), round, retryable);
    return canRetry(now.plus(pause))
        ? at(after, new WorkflowStep.Pause(pause), round + 1)
        : enqueue(after.giveUp(), now);
  }

  private static List<Failure> retryable(List<ActivityOutcome> outcomes, List<String> pending) {
    return outcomes.stream()
        .filter(outcome -> pending.contains(outcome.activity()))
        .filter(ActivityOutcome.Failed.class::isInstance)
        .map(outcome -> ((ActivityOutcome.Failed) outcome).failure())
        .toList();
  }

  /** Returns whether another round can start at an instant. */
  private boolean canRetry(Instant next) {
    RetryPolicy policy = start.policy();
    return round < policy.maxRounds() && !next.isAfter(start.at().plus(policy.deadline()));
  }

  /**
   * Reports that the {@link WorkflowStep.Pause} is over.
   *
   * @return the workflow with its next step, a {@link WorkflowStep.Run}, or the {@link
   *     WorkflowStep.Enqueue} that failed before
   */
  public EventWorkflow paused() {
    expect(WorkflowStep.Pause.class);
    WorkflowStep nextStep =
        letter == null
            ? new WorkflowStep.Run(progress.pending(), round)
            : new WorkflowStep.Enqueue(letter);
    return at(progress, nextStep, round);
  }

  /**
   * Reports that the dead letter of the {@link WorkflowStep.Enqueue} was enqueued.
   *
   * @param now the time of the enqueue
   * @return the workflow with its last step, a {@link WorkflowStep.Finish}
   */
  public EventWorkflow enqueued(Instant now) {
    expect(WorkflowStep.Enqueue.class);
    return finish(progress, WorkflowStatus.State.DEAD, now);
  }

  /**
   * Reports that the dead letter of the {@link WorkflowStep.Enqueue} may not have been enqueued,
   * and must be retried.
   *
   * @param failure the failure
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

  /** Returns the number of failed attempts to enqueue the dead letter. */
  int failedEnqueues() {
    return failedEnqueues;
  }

  private <S extends WorkflowStep> S expect(Class<S> expected) {
    if (!expected.isInstance(step)) {
      throw new IllegalStateException("the next step is " + step.getClass().getSimpleName());
    }
    return expected.cast(step);
  }

  private EventWorkflow at(WorkflowProgress now, WorkflowStep nextStep, int nextRound) {
    return new EventWorkflow(start, now, nextStep, nextRound, failedEnqueues, letter, null);
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
        .event(event().source(), event().eventId(), event().type())
        .exception(first.exception())
        .attempts(now.failedAttempts(), start.at(), now.history())
        .workflow(start.request().workflowId(), now.reports())
        .generation(start.request().generation())
        .deadLetteredAt(at)
        .fingerprint(Fingerprint.of(first.activity(), failure, first.exception()))
        .build();
  }
}
