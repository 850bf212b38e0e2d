package io.spillway.durable;

import com.microsoft.durabletask.OrchestratorFunction;
import com.microsoft.durabletask.Task;
import com.microsoft.durabletask.TaskOrchestrationContext;
import io.spillway.testkit.SettableClock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Orchestrations named {@code main} that call the activities {@code double} and {@code crash}. */
final class Doubling {

  final SettableClock clock = new SettableClock();

  /** The inputs of {@code double}, in order. */
  final List<String> calls = Collections.synchronizedList(new ArrayList<>());

  DurableEngine engine(OrchestratorFunction<?> orchestrator) {
    return new DurableEngine(functions(orchestrator), clock, Runnable::run, Alarm.NONE);
  }

  DurableFunctions functions(OrchestratorFunction<?> orchestrator) {
    AtomicInteger zero = new AtomicInteger();
    return new DurableFunctions(
        Map.of("main", orchestrator),
        Map.of(
            "double",
            input -> {
              calls.add(input);
              return String.valueOf(2 * Integer.parseInt(input));
            },
            "crash",
            input -> String.valueOf(1 / zero.get())));
  }

  static Task<Integer> call(TaskOrchestrationContext ctx, String activity, int input) {
    return ctx.callActivity(activity, input, Integer.class);
  }

  static InstanceStatus status(DurableEngine engine, String id) {
    return engine.status(id).orElseThrow();
  }
}
