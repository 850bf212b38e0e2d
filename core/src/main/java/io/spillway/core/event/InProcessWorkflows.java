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
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;

/**
 * Drives workflows in this process, for those who have no workflow engine. Holds no rule: it does
 * what {@link EventWorkflow} says.
 *
 * <p>{@link #start} returns when the workflow has finished, so a caller that forgets an event only
 * then loses none in a crash. It blocks through the pauses between rounds, 6.6 s in all by {@link
 * RetryPolicy#STANDARD}. A second start of a running workflow waits for the first. The latest
 * {@value #REMEMBERED} workflows are remembered.
 */
public final class InProcessWorkflows implements Workflows {

  /**
   * The most tries of one burial, some half an hour by {@link RetryPolicy#STANDARD}. After them
   * {@link #start} throws: the caller still has the event.
   */
  public static final int MAX_ENQUEUES = 60;

  /** How many workflows are remembered. */
  public static final int REMEMBERED = 10_000;

  private final Activities activities;
  private final DeadLetterQueue deadLetters;
  private final RetryPolicy policy;
  private final DeadLetter.Origin origin;
  private final InstantSource clock;
  private final Executor executor;
  private final Sleeper sleeper;
  private final Telemetry telemetry;
  private final Map<String, Run> known = new LinkedHashMap<>();

  /**
   * A driver that nobody watches.
   *
   * @param activities what each event goes through
   * @param deadLetters where letters are buried
   * @param policy how often and how soon an event is tried again
   * @param origin where this runs, for the evidence
   * @param clock tells when a workflow starts, and when each of its rounds ends
   * @param executor runs activities; the calling thread runs one of each round itself, and all that
   *     the executor refuses
   * @param sleeper such as {@code duration -> Thread.sleep(duration.toMillis())}
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
   * A driver.
   *
   * @param activities what each event goes through
   * @param deadLetters where letters are buried
   * @param policy how often and how soon an event is tried again
   * @param origin where this runs, for the evidence
   * @param clock tells when a workflow starts, and when each of its rounds ends
   * @param executor runs activities; the calling thread runs one of each round itself, and all that
   *     the executor refuses
   * @param sleeper such as {@code duration -> Thread.sleep(duration.toMillis())}
   * @param telemetry hears of retries and of ends
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

  /** A workflow in this process: how far it is, and a promise of its end. */
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
    Run run = remember(request.workflowId(), mine);
    try {
      if (run == mine) {
        drive(mine);
        mine.end.complete(null);
      } else {
        run.end.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unfinished(request, mine, e);
    } catch (ExecutionException | RuntimeException | Error e) {
      throw unfinished(request, mine, e);
    }
  }

  @Override
  public Optional<WorkflowStatus> status(String workflowId) {
    synchronized (known) {
      return Optional.ofNullable(known.get(workflowId)).map(run -> run.workflow.status());
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
      return workflow.ran(runAll(round.activities(), workflow.event()), clock.instant());
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

  /** The calling thread takes over what no thread of the executor has begun: a full one is safe. */
  private List<ActivityOutcome> runAll(List<String> names, StreamEvent event)
      throws InterruptedException {
    List<FutureTask<ActivityOutcome>> tasks =
        names.stream()
            .map(name -> new FutureTask<>(() -> activities.execute(name, event)))
            .toList();
    tasks.stream().skip(1).forEach(this::submit);
    List<ActivityOutcome> outcomes = new ArrayList<>();
    for (FutureTask<ActivityOutcome> task : tasks) {
      task.run();
      outcomes.add(outcome(task));
    }
    return outcomes;
  }

  private void submit(FutureTask<ActivityOutcome> task) {
    try {
      executor.execute(task);
    } catch (RejectedExecutionException ignored) {
      // The calling thread runs it.
    }
  }

  private static ActivityOutcome outcome(FutureTask<ActivityOutcome> task)
      throws InterruptedException {
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("an activity's outcome was thrown", e.getCause());
    }
  }

  /** What runs under this id: what is known already, or else this. */
  private Run remember(String workflowId, Run run) {
    synchronized (known) {
      Run before = known.putIfAbsent(workflowId, run);
      if (before != null) {
        return before;
      }
      if (known.size() > REMEMBERED) {
        forgetOneThatHasFinished();
      }
      return run;
    }
  }

  private void forgetOneThatHasFinished() {
    Iterator<Run> oldestFirst = known.values().iterator();
    while (oldestFirst.hasNext()) {
      if (oldestFirst.next().end.isDone()) {
        oldestFirst.remove();
        return;
      }
    }
  }

  /** Forgets a workflow that did not come to its end, so that the event may be delivered again. */
  private PortException unfinished(WorkflowRequest request, Run run, Throwable cause) {
    synchronized (known) {
      known.remove(request.workflowId(), run);
    }
    run.end.completeExceptionally(cause);
    String message = "the workflow did not come to its end";
    return new PortException(Failure.transientFailure("workflows.unavailable", message), cause);
  }
}
