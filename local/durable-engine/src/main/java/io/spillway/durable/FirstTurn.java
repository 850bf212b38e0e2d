package io.spillway.durable;

import static java.time.temporal.ChronoUnit.MILLIS;

import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.HistoryEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * First turn of an orchestration, run by its caller without a history. Ends by exactly one call of
 * {@link #complete}, {@link #replay} or {@link #fail}; until then the orchestration is running.
 */
public final class FirstTurn {

  /**
   * Activity that ran in this turn.
   *
   * @param name the activity's name
   * @param input JSON text
   * @param output JSON text
   */
  public record Call(String name, String input, String output) {}

  private final DurableEngine engine;
  private final Instance instance;
  private final boolean isReplayed;

  FirstTurn(DurableEngine engine, Instance instance, boolean isReplayed) {
    this.engine = engine;
    this.instance = instance;
    this.isReplayed = isReplayed;
  }

  /** Returns the time of the orchestration's start, in milliseconds as the SDK has times. */
  public Instant startedAt() {
    return instance.createdAt().truncatedTo(MILLIS);
  }

  /** Returns the current time, in milliseconds. */
  public Instant now() {
    return engine.now().truncatedTo(MILLIS);
  }

  /** Returns whether the check requires that this turn ends by {@link #replay}. */
  public boolean isReplayed() {
    return isReplayed;
  }

  /** Returns the executor of activities. */
  public Executor executor() {
    return engine.executor();
  }

  /**
   * Runs an activity's function in this thread.
   *
   * @param input JSON text
   * @return JSON text
   * @throws IllegalStateException if no activity has this name
   */
  public String call(String activity, String input) {
    return engine.activity(activity).apply(input);
  }

  /**
   * Ends the orchestration as completed.
   *
   * @param customStatus the JSON text of the custom status; called when it is read
   * @param now the time of the end
   * @return false if it was terminated before
   */
  public boolean complete(Supplier<@Nullable String> customStatus, Instant now) {
    return engine.complete(instance, customStatus, now);
  }

  /**
   * Writes this turn as a history, replays the orchestrator over it, and leaves the rest of the
   * orchestration to the engine. The orchestration fails if the orchestrator does not ask for these
   * activities in this order, or then sets another custom status.
   *
   * @param calls the activities, in the order in which the orchestrator asks for them
   * @param customStatus the expected JSON text
   * @param now the time at which the last activity ended
   */
  public void replay(List<Call> calls, String customStatus, Instant now) {
    InstanceStatus status = instance.status();
    Instant start = startedAt();
    List<HistoryEvent> past = new ArrayList<>();
    past.add(Events.turn(start));
    past.add(Events.started(status.instanceId(), status.name(), status.input(), start));
    List<HistoryEvent> completions = new ArrayList<>();
    for (int id = 0; id < calls.size(); id++) {
      Call call = calls.get(id);
      past.add(Events.scheduled(id, call.name(), call.input(), start));
      completions.add(Events.taskCompleted(id, call.output(), now));
    }
    instance.append(past);
    engine.goOn(instance, completions, customStatus, now);
  }

  /** Ends the orchestration as failed. */
  public void fail(Throwable thrown) {
    engine.fail(instance, thrown);
  }
}
