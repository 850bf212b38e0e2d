package io.spillway.core.event;

import static java.util.Objects.requireNonNull;

import io.spillway.RetryPolicy;
import io.spillway.Sleeper;
import io.spillway.ports.Failure;
import io.spillway.ports.Health;
import io.spillway.ports.PortException;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.DeadLetterQueue;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.event.WorkflowRequest;
import io.spillway.ports.event.WorkflowStatus;
import io.spillway.ports.event.Workflows;
import io.spillway.ports.telemetry.Telemetry;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;

/**
 * Driver of workflows in this process, without a workflow engine. Performs the steps of {@link
 * EventWorkflow}, which has all rules.
 *
 * <p>{@link #start} returns when the workflow has finished, so a caller that deletes a delivery
 * only then loses no event in a crash. It blocks through the pauses between rounds, 6.6 s in all by
 * {@link RetryPolicy#STANDARD}. A second start of a running workflow waits for the first. The
 * latest {@value #REMEMBERED} workflows are kept in memory.
 */
public final class InProcessWorkflows implements Workflows {

  /**
   * Most attempts to enqueue a dead letter, about 30 minutes by {@link RetryPolicy#STANDARD}. After
   * them {@link #start} throws; the caller still has the event.
   */
  public static final int MAX_ENQUEUES = 60;

  /** Most workflows kept in memory. */
  public static final int REMEMBERED = 10_000;

  private final Activities activities;
  private final DeadLetterQueue deadLetters;
  private final RetryPolicy policy;
  private final DeadLetter.Origin origin;
  private final InstantSource clock;
  private final Executor executor;
  private final Sleeper sleeper;
  private final Telemetry telemetry;
  private final Map<String, Run> runs = new LinkedHashMap<>();

  /**
   * Creates a driver without telemetry.
   *
   * @param activities the activities
   * @param deadLetters the dead-letter queue
   * @param policy the retry policy
   * @param origin the host, for the evidence
   * @param clock the time of starts and of ends of rounds
   * @param executor the executor of activities; the calling thread runs one of each round itself,
   *     and all that the executor rejects
   * @param sleeper the pause between rounds, such as {@code duration ->
   *     Thread.sleep(duration.toMillis())}
   */
  public InProcessWorkflows(
      Activities activities,
      DeadLetterQueue deadLetters,
      RetryPolicy policy,
      DeadLetter.Origin origin,
      InstantSource clock,
      Executor executor,
      Sleeper sleeper) {
    this(activities, deadLetters, policy, origin, clock, executor, sleeper, Telemetry.NONE);
  }

  /**
   * Creates a driver.
   *
   * @param activities the activities
   * @param deadLetters the dead-letter queue
   * @param policy the retry policy
   * @param origin the host, for the evidence
   * @param clock the time of starts and of ends of rounds
   * @param executor the executor of activities; the calling thread runs one of each round itself,
   *     and all that the executor rejects
   * @param sleeper the pause between rounds, such as {@code duration ->
   *     Thread.sleep(duration.toMillis())}
   * @param telemetry the receiver of retries and ends
   */
  public InProcessWorkflows(
      Activities activities,
      DeadLetterQueue deadLetters,
      RetryPolicy policy,
      DeadLetter.Origin origin,
      InstantSource clock,
      Executor executor,
      Sleeper sleeper,
      Telemetry telemetry) {
    this.activities = requireNonNull(activities, "activities");
    this.deadLetters = requireNonNull(deadLetters, "deadLetters");
    this.policy = requireNonNull(policy, "policy");
    this.origin = requireNonNull(origin, "origin");
    this.clock = requireNonNull(clock, "clock");
    this.executor = requireNonNull(executor, "executor");
    this.sleeper = requireNonNull(sleeper, "sleeper");
    this.telemetry = requireNonNull(telemetry, "telemetry");
  }

  /** A workflow in this process: its state, and a future of its end. */
  private static final class Run {
    final CompletableFuture<Void> end = new CompletableFuture<>();
    volatile EventWorkflow workflow;

    Run(EventWorkflow workflow) {
      this.workflow = workflow;
    }
  }

  @Override
  public void start(WorkflowRequest request) {
    Run mine =
        new Run(EventWorkflow.begin(request, activities.names(), policy, origin, clock.instant()));
    Run run = register(request.workflowId(), mine);
    try {
      if (run == mine) {
        drive(mine);
        mine.end.complete(null);
      } else {
        run.end.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw removeUnfinished(request, mine, e);
    } catch (ExecutionException | RuntimeException | Error e) {
      throw removeUnfinished(request, mine, e);
    }
  }

  @Override
  public Optional<WorkflowStatus> status(String workflowId) {
    synchronized (runs) {
      return Optional.ofNullable(runs.get(workflowId)).map(run -> run.workflow.status());
    }
  }

  /** Forgets a finished workflow, and so its event. */
  @Override
  public PurgeResult purge(String workflowId) {
    synchronized (runs) {
      Run run = runs.get(workflowId);
      if (run == null) {
        return PurgeResult.UNKNOWN;
      }
      if (!run.end.isDone()) {
        return PurgeResult.UNFINISHED;
      }
      runs.remove(workflowId);
      return PurgeResult.PURGED;
    }
  }

  @Override
  public Health health() {
    return Health.up("in-process");
  }

  private void drive(Run run) throws InterruptedException {
    while (!(run.workflow.next() instanceof WorkflowStep.Finish)) {
      run.workflow = take(run.workflow.next(), run.workflow);
      run.workflow.outcome().ifPresent(telemetry::note);
    }
  }

  private EventWorkflow take(WorkflowStep step, EventWorkflow workflow)
      throws InterruptedException {
    if (step instanceof WorkflowStep.Run round) {
      StreamEvent event = workflow.event();
      return workflow.ran(
          ParallelRun.of(round.activities(), name -> activities.execute(name, event), executor),
          clock.instant());
    }
    if (step instanceof WorkflowStep.Pause pause) {
      sleeper.sleep(pause.duration());
      return workflow.paused();
    }
    return enqueue(((WorkflowStep.Enqueue) step).letter(), workflow);
  }

  private EventWorkflow enqueue(DeadLetter letter, EventWorkflow workflow) {
    try {
      deadLetters.enqueue(letter);
      return workflow.enqueued(clock.instant());
    } catch (PortException e) {
      EventWorkflow failed = workflow.enqueueFailed(e.failure());
      if (failed.failedEnqueues() >= MAX_ENQUEUES) {
        throw e;
      }
      return failed;
    }
  }

  /** Registers a workflow. Returns the one that is already registered under the id, if any. */
  private Run register(String workflowId, Run run) {
    synchronized (runs) {
      Run before = runs.putIfAbsent(workflowId, run);
      if (before != null) {
        return before;
      }
      if (runs.size() > REMEMBERED) {
        evictFinished();
      }
      return run;
    }
  }

  private void evictFinished() {
    Iterator<Run> oldestFirst = runs.values().iterator();
    while (oldestFirst.hasNext()) {
      if (oldestFirst.next().end.isDone()) {
        oldestFirst.remove();
        return;
      }
    }
  }

  /** Removes an unfinished workflow, so that the event can be delivered again. */
  private PortException removeUnfinished(WorkflowRequest request, Run run, Throwable cause) {
    synchronized (runs) {
      runs.remove(request.workflowId(), run);
    }
    run.end.completeExceptionally(cause);
    String message = "the workflow did not complete";
    return new PortException(Failure.transientFailure("workflows.unavailable", message), cause);
  }
}
