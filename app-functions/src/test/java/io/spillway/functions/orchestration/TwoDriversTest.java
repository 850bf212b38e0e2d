package io.spillway.functions.orchestration;

import static io.spillway.testkit.Fixtures.event;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.core.event.Activities;
import io.spillway.core.event.InProcessWorkflows;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.event.WorkflowRequest;
import io.spillway.ports.event.WorkflowStatus;
import io.spillway.testkit.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The driver in process and the orchestration come to the same end by the same way. */
class TwoDriversTest {

  private static final int SCRIPTS = 3_000;

  /** What came of a script. */
  private record Result(WorkflowStatus status, List<DeadLetter> buried, List<Duration> pauses) {}

  @Test
  void the_same_failures_give_the_same_outcome_letter_and_pauses() {
    Map<WorkflowStatus.State, Integer> ends = new EnumMap<>(WorkflowStatus.State.class);
    for (long seed = 0; seed < SCRIPTS; seed++) {
      FailureScript script = new FailureScript(seed);
      WorkflowRequest request = event("main", "e-" + seed).donation(1 + seed, "USD").request();
      Result inProcess = inProcess(script, request);
      assertThat(durable(script, request)).as("seed %d", seed).isEqualTo(inProcess);
      ends.merge(inProcess.status().state(), 1, Integer::sum);
    }
    System.out.println("scripts: " + SCRIPTS + ", ends: " + ends);
    assertThat(ends.keySet())
        .containsExactlyInAnyOrder(WorkflowStatus.State.DONE, WorkflowStatus.State.DEAD);
    assertThat(ends.values()).allMatch(count -> count > SCRIPTS / 20);
  }

  private static Result inProcess(FailureScript script, WorkflowRequest request) {
    SettableClock clock = new SettableClock();
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
            });
    workflows.start(request);
    return new Result(workflows.status(request.workflowId()).orElseThrow(), buried, pauses);
  }

  private static Result durable(FailureScript script, WorkflowRequest request) {
    List<DeadLetter> buried = new ArrayList<>();
    Activities activities = script.activities();
    Map<String, UnaryOperator<String>> functions =
        new HashMap<>(LocalOrchestrations.functions(activities, script.deadLetters(buried)));
    activities.names().forEach(name -> functions.put(name, dying(script, name, functions)));
    try (LocalOrchestrations local =
        new LocalOrchestrations(activities, functions, script.policy)) {
      local.workflows.start(request);
      local.runToEnd();
      WorkflowStatus status = local.workflows.status(request.workflowId()).orElseThrow();
      return new Result(status, buried, local.pauses);
    }
  }

  /** The function of an activity, except that it dies itself when the script says so. */
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
