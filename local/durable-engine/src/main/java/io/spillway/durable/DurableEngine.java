package io.spillway.durable;

import com.microsoft.durabletask.OrchestrationRuntimeStatus;
import com.microsoft.durabletask.OrchestratorFunction;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.CompleteOrchestrationAction;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.HistoryEvent;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.OrchestrationStatus;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.OrchestratorAction;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.ScheduleTaskAction;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * In-process engine for concurrent orchestrations. Each turn of an orchestration replays its
 * history through the SDK and must request the recorded actions, equal in name, kind and order;
 * otherwise the orchestration fails. The first turn may be run by the caller of {@link #begin}
 * instead; a {@link ReplayCheck} chooses those that are replayed regardless. Thread-safe. State
 * does not survive the process.
 *
 * <p>Runs at most {@value Instances#MAX_RUNNING} orchestrations at a time, keeps the latest {@value
 * Instances#MAX_FINISHED} finished ones for up to 7 days and with at most {@value
 * Instances#MAX_FINISHED_TEXT} characters of input and output, and fails one with more than {@value
 * #MAX_HISTORY} history entries. Supports activities, timers and continue-as-new; an orchestrator
 * that requests sub-orchestrations or sends events fails.
 */
public final class DurableEngine {

  /** Maximum number of entries in a history. */
  public static final int MAX_HISTORY = 20_000;

  private static final System.Logger LOG = System.getLogger(DurableEngine.class.getName());

  private final DurableFunctions functions;
  private final InstantSource clock;
  private final Alarm alarm;
  private final Executor executor;
  private final ReplayCheck check;
  private final Sample sample;
  private final Jobs jobs;
  private final Timers timers = new Timers();
  private final Instances instances = new Instances();

  /**
   * Creates an engine for tests, which replays all orchestrations and keeps their histories.
   *
   * @param clock the clock of orchestrators
   * @param executor the executor of activities, and of the turns that they trigger
   * @param alarm the scheduler of timers; {@link Alarm#NONE} if {@link #runToEnd} moves the clock
   */
  public DurableEngine(
      DurableFunctions functions, InstantSource clock, Executor executor, Alarm alarm) {
    this(functions, clock, executor, alarm, ReplayCheck.ALL);
  }

  /**
   * Creates an engine.
   *
   * @param clock the clock of orchestrators
   * @param executor the executor of activities, and of the turns that they trigger
   * @param alarm the scheduler of timers; {@link Alarm#NONE} if {@link #runToEnd} moves the clock
   * @param check the choice of the orchestrations of {@link #begin} that are replayed
   */
  public DurableEngine(
      DurableFunctions functions,
      InstantSource clock,
      Executor executor,
      Alarm alarm,
      ReplayCheck check) {
    this.functions = functions;
    this.clock = clock;
    this.executor = executor;
    this.alarm = alarm;
    this.check = check;
    this.sample = new Sample(check, clock);
    this.jobs = new Jobs(executor);
  }

  /**
   * Starts an orchestration unless one with this id is running or completed; a failed or terminated
   * one is replaced.
   *
   * @param input JSON text; null for none
   * @return whether this call started the orchestration
   * @throws IllegalArgumentException if no orchestrator has this name
   * @throws java.util.concurrent.RejectedExecutionException if too many are running
   */
  public boolean schedule(String instanceId, String name, @Nullable String input) {
    var unused = orchestrator(name);
    Instant now = clock.instant();
    Instance instance = new Instance(instanceId, name, () -> input, now, false);
    boolean added = instances.add(instance);
    if (added) {
      deliver(instance, Events.started(instanceId, name, input, now), instance.generation());
    }
    return added;
  }

  /**
   * Starts an orchestration whose first turn the caller runs itself, unless one with this id is
   * running or completed; a failed or terminated one is replaced.
   *
   * @param input JSON text; called when it is read
   * @return the first turn; empty if this call did not start the orchestration
   * @throws IllegalArgumentException if no orchestrator has this name
   * @throws java.util.concurrent.RejectedExecutionException if too many are running
   */
  public Optional<FirstTurn> begin(
      String instanceId, String name, Supplier<@Nullable String> input) {
    var unused = orchestrator(name);
    Instance instance = new Instance(instanceId, name, input, clock.instant(), true);
    return instances.add(instance)
        ? Optional.of(new FirstTurn(this, instance, sample.chooses()))
        : Optional.empty();
  }

  /**
   * Returns the status of an orchestration; empty if it was never started or has been forgotten.
   */
  public Optional<InstanceStatus> status(String instanceId) {
    return instances.find(instanceId).map(Instance::status);
  }

  /** Returns the matching orchestrations, in the order of their ids. */
  public List<InstanceStatus> list(Predicate<InstanceStatus> condition) {
    return instances.list(condition);
  }

  /**
   * Deletes matching, ended orchestrations with their histories.
   *
   * @return the number of deleted orchestrations
   */
  public int purge(Predicate<InstanceStatus> condition) {
    return instances.purge(condition);
  }

  /** Returns a promise of an orchestration's end; empty if it does not exist. */
  public Optional<CompletionStage<InstanceStatus>> end(String instanceId) {
    return instances
        .find(instanceId)
        .map(found -> found.end().thenApply(ended -> found.status()).minimalCompletionStage());
  }

  /** Returns an orchestration's history; empty if it does not exist. */
  public Optional<History> history(String instanceId) {
    return instances.find(instanceId).map(Instance::history);
  }

  /**
   * Terminates a running orchestration.
   *
   * @return whether it was running
   */
  public boolean terminate(String instanceId, @Nullable String output) {
    return instances
        .find(instanceId)
        .filter(found -> end(found, OrchestrationRuntimeStatus.TERMINATED, output, null))
        .isPresent();
  }

  /**
   * Returns the due time of the next timer; empty if there is no timer. It fires a millisecond
   * later.
   */
  public Optional<Instant> nextTimer() {
    return timers.next();
  }

  /** Fires timers that are due for at least a millisecond, because the SDK ignores earlier ones. */
  public void fireTimers() {
    Instant now = clock.instant();
    for (Timers.Timer timer : timers.takeDue(now)) {
      HistoryEvent fired = Events.timerFired(timer.id(), timer.due(), now);
      jobs.run(() -> deliver(timer.owner(), fired, timer.generation()));
    }
  }

  /** Waits until no activity and no turn is left to run; timers may be pending. */
  public void awaitIdle() throws InterruptedException {
    jobs.awaitNone();
  }

  /**
   * Runs everything to its end in virtual time.
   *
   * @param clockSetter the setter of the engine's clock, called with later times only
   */
  public void runToEnd(Consumer<Instant> clockSetter) throws InterruptedException {
    awaitIdle();
    for (Optional<Instant> next = nextTimer(); next.isPresent(); next = nextTimer()) {
      Instant past = Timers.firesAt(next.get());
      if (past.isAfter(clock.instant())) {
        clockSetter.accept(past);
      }
      fireTimers();
      awaitIdle();
    }
  }

  /** The delivering thread takes the resulting turns, because switching threads would cost more. */
  private void deliver(Instance instance, HistoryEvent event, int generation) {
    if (instance.offer(event, generation)) {
      jobs.runHere(() -> takeTurns(instance));
    }
  }

  private void takeTurns(Instance instance) {
    for (List<HistoryEvent> events = instance.take(); !events.isEmpty(); events = instance.take()) {
      takeTurn(instance, events, null, clock.instant());
    }
  }

  /** Continues after the first turn, in the calling thread. */
  void goOn(Instance instance, List<HistoryEvent> events, String expectedStatus, Instant now) {
    jobs.runHere(
        () -> {
          takeTurn(instance, events, expectedStatus, now);
          takeTurns(instance);
        });
  }

  private void takeTurn(
      Instance instance, List<HistoryEvent> events, @Nullable String expected, Instant now) {
    if (instance.isFinished()) {
      return;
    }
    try {
      replay(instance, events, expected, now);
    } catch (RuntimeException | Error e) {
      fail(instance, e);
    }
  }

  private void replay(
      Instance instance, List<HistoryEvent> events, @Nullable String expected, Instant now) {
    List<HistoryEvent> news = new ArrayList<>(events.size() + 1);
    news.add(Events.turn(now));
    news.addAll(events);
    List<HistoryEvent> past = instance.past();
    if (past.size() > MAX_HISTORY) {
      throw new IllegalStateException("the history has more than " + MAX_HISTORY + " entries");
    }
    Replay replay = Replay.run(instance.id(), past, news, orchestrator(instance.name()));
    if (expected != null && !expected.equals(replay.customStatus())) {
      throw new NonDeterminismException("a replay sets another custom status");
    }
    replay.fresh().forEach(action -> news.add(Events.recorded(action, now)));
    instance.append(news);
    instance.recordProgress(replay.customStatus(), now);
    replay.fresh().forEach(action -> perform(instance, action));
  }

  private OrchestratorFunction<?> orchestrator(String name) {
    OrchestratorFunction<?> found = functions.orchestrators().get(name);
    if (found == null) {
      throw new IllegalArgumentException("no orchestrator is named " + name);
    }
    return found;
  }

  Instant now() {
    return clock.instant();
  }

  Executor executor() {
    return executor;
  }

  UnaryOperator<String> activity(String name) {
    UnaryOperator<String> found = functions.activities().get(name);
    if (found == null) {
      throw new IllegalStateException("no activity is named " + name);
    }
    return found;
  }

  private void perform(Instance instance, OrchestratorAction action) {
    if (action.hasScheduleTask()) {
      int generation = instance.generation();
      jobs.run(() -> runActivity(instance, action.getId(), action.getScheduleTask(), generation));
    } else if (action.hasCreateTimer()) {
      Instant due = Events.instant(action.getCreateTimer().getFireAt());
      timers.add(due, action.getId(), instance);
      wake(due);
    } else {
      complete(instance, action.getCompleteOrchestration());
    }
  }

  /** The alarm may use another clock. */
  private void wake(Instant due) {
    alarm.set(
        due,
        () -> {
          if (clock.instant().isBefore(Timers.firesAt(due))) {
            wake(due);
          } else {
            fireTimers();
          }
        });
  }

  private void runActivity(Instance instance, int taskId, ScheduleTaskAction task, int generation) {
    HistoryEvent event;
    try {
      String output = activity(task.getName()).apply(task.getInput().getValue());
      event = Events.taskCompleted(taskId, output, clock.instant());
    } catch (RuntimeException | Error e) {
      event = Events.taskFailed(taskId, e, clock.instant());
    }
    deliver(instance, event, generation);
  }

  private void complete(Instance instance, CompleteOrchestrationAction end) {
    OrchestrationStatus status = end.getOrchestrationStatus();
    if (status == OrchestrationStatus.ORCHESTRATION_STATUS_COMPLETED) {
      String output = end.hasResult() ? end.getResult().getValue() : null;
      end(instance, OrchestrationRuntimeStatus.COMPLETED, output, null);
    } else if (status == OrchestrationStatus.ORCHESTRATION_STATUS_FAILED) {
      InstanceStatus.Failure failure =
          new InstanceStatus.Failure(
              end.getFailureDetails().getErrorType(), end.getFailureDetails().getErrorMessage());
      end(instance, OrchestrationRuntimeStatus.FAILED, null, failure);
    } else if (status == OrchestrationStatus.ORCHESTRATION_STATUS_CONTINUED_AS_NEW) {
      continueAsNew(instance, end.hasResult() ? end.getResult().getValue() : null);
    } else {
      throw new UnsupportedOperationException("this engine cannot end with " + status);
    }
  }

  private void continueAsNew(Instance instance, @Nullable String input) {
    Instant now = clock.instant();
    timers.drop(instance);
    instance.continueAsNew(input, now);
    HistoryEvent started = Events.started(instance.id(), instance.name(), input, now);
    deliver(instance, started, instance.generation());
  }

  boolean complete(Instance instance, Supplier<@Nullable String> customStatus, Instant now) {
    return finish(instance, instance.complete(customStatus, now), now);
  }

  void fail(Instance instance, Throwable thrown) {
    // Without the exception's message, which may quote users' text.
    String what = thrown.getClass().getName();
    LOG.log(Level.ERROR, "orchestration {0} failed: {1}", instance.id(), what);
    InstanceStatus.Failure failure =
        new InstanceStatus.Failure(
            thrown.getClass().getName(), String.valueOf(thrown.getMessage()));
    end(instance, OrchestrationRuntimeStatus.FAILED, null, failure);
  }

  private boolean end(
      Instance instance,
      OrchestrationRuntimeStatus state,
      @Nullable String output,
      InstanceStatus.@Nullable Failure failure) {
    Instant now = clock.instant();
    boolean ended = instance.end(state, output, failure, now);
    if (ended) {
      timers.drop(instance);
    }
    return finish(instance, ended, now);
  }

  /** Records an end before waiting callers continue, so that they can start it again. */
  private boolean finish(Instance instance, boolean ended, Instant now) {
    if (ended) {
      if (!check.keepsHistories()) {
        instance.shrink();
      }
      instances.recordEnd(instance, now);
      instance.end().complete(null);
    }
    return ended;
  }
}
