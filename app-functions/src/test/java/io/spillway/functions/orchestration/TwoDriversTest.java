package io.spillway.functions.orchestration;

import static io.spillway.testkit.Fixtures.event;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.adapters.inmemory.InMemoryTelemetry;
import io.spillway.core.event.Activities;
import io.spillway.core.event.InProcessWorkflows;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.event.WorkflowRequest;
import io.spillway.ports.event.WorkflowStatus;
import io.spillway.ports.telemetry.Outcome.Kind;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Equivalence of the in-process driver and the orchestration. */
class TwoDriversTest {

  private static final int SCRIPTS = 2_000;

  /** The functions of the current script. */
  private final Map<String, UnaryOperator<String>> functions = new HashMap<>();

  private final LocalOrchestrations local =
      new LocalOrchestrations(
          Map.of(
              "stats", input -> function("stats", input),
              "alerts", input -> function("alerts", input),
              "log", input -> function("log", input),
              "bury", input -> function("bury", input)));

  @AfterEach
  void close() {
    local.close();
  }

  private String function(String name, String input) {
    return requireNonNull(functions.get(name)).apply(input);
  }

  /** Result of a script, with the number of reported retries and ends. */
  private record Result(
      WorkflowStatus status, List<DeadLetter> buried, List<Duration> pauses, Told told) {}

  private record Told(long retried, long done) {

    static Told by(InMemoryTelemetry telemetry) {
      return new Told(telemetry.count(Kind.EVENT_RETRIED), telemetry.count(Kind.EVENT_DONE));
    }

    Told since(Told before) {
      return new Told(retried - before.retried, done - before.done);
    }
  }

  @Test
  void both_drivers_give_the_same_outcome_letter_pauses_and_telemetry() {
    Map<WorkflowStatus.State, Integer> ends = new EnumMap<>(WorkflowStatus.State.class);
    for (long seed = 0; seed < SCRIPTS; seed++) {
      FailureScript script = new FailureScript(seed);
      WorkflowRequest request = event("main", "e-" + seed).donation(1 + seed, "USD").request();
      Result inProcess = inProcess(script, request);
      assertThat(durable(script, request)).as("seed %d", seed).isEqualTo(inProcess);
      ends.merge(inProcess.status().state(), 1, Integer::sum);
    }
    assertThat(ends.keySet())
        .containsExactlyInAnyOrder(WorkflowStatus.State.DONE, WorkflowStatus.State.DEAD);
    assertThat(ends.values()).allMatch(count -> count > SCRIPTS / 20);
  }

  private static Result inProcess(FailureScript script, WorkflowRequest request) {
    SettableClock clock = new SettableClock();
    InMemoryTelemetry telemetry = new InMemoryTelemetry();
    List<Duration> pauses = new ArrayList<>();
    List<DeadLetter> buried = new ArrayList<>();
    InProcessWorkflows workflows =
        new InProcessWorkflows(
            script.activities(),
            script.deadLetters(buried),
            script.policy,
            LocalOrchestrations.ORIGIN,
            clock,
            Runnable::run,
            pause -> {
              pauses.add(pause);
              clock.advance(pause.plus(LocalOrchestrations.TICK));
            },
            telemetry);
    workflows.start(request);
    WorkflowStatus status = workflows.status(request.workflowId()).orElseThrow();
    return new Result(status, buried, pauses, Told.by(telemetry));
  }

  private Result durable(FailureScript script, WorkflowRequest request) {
    List<DeadLetter> buried = new ArrayList<>();
    Activities activities = script.activities();
    functions.putAll(LocalOrchestrations.functions(activities, script.deadLetters(buried)));
    activities.names().forEach(name -> functions.put(name, dying(script, name, functions)));
    local.clock.set(Fixtures.NOW);
    local.pauses.clear();
    Told before = Told.by(local.telemetry);
    DurableWorkflows workflows = local.workflows(activities, script.policy);
    workflows.start(request);
    local.runToEnd();
    WorkflowStatus status = workflows.status(request.workflowId()).orElseThrow();
    Told told = Told.by(local.telemetry).since(before);
    return new Result(status, buried, List.copyOf(local.pauses), told);
  }

  /** Returns an activity's function that dies when the script says so. */
  private static UnaryOperator<String> dying(
      FailureScript script, String activity, Map<String, UnaryOperator<String>> functions) {
    UnaryOperator<String> function = requireNonNull(functions.get(activity));
    AtomicInteger tries = new AtomicInteger();
    return input -> {
      String outcome = function.apply(input);
      if (script.failure(activity, tries) instanceof FailureScript.Death death) {
        throw death;
      }
      return outcome;
    };
  }
}
