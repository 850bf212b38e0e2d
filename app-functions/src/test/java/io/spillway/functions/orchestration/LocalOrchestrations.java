package io.spillway.functions.orchestration;

import io.spillway.RetryPolicy;
import io.spillway.adapters.inmemory.InMemoryTelemetry;
import io.spillway.core.event.Activities;
import io.spillway.durable.Alarm;
import io.spillway.durable.DurableEngine;
import io.spillway.durable.DurableFunctions;
import io.spillway.durable.LocalTaskHub;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.DeadLetterQueue;
import io.spillway.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Functions of the orchestration on an engine in virtual time. */
final class LocalOrchestrations implements AutoCloseable {

  /** Minimum delay of a durable timer. */
  static final Duration TICK = Duration.ofMillis(1);

  static final DeadLetter.Origin ORIGIN = new DeadLetter.Origin("host-1", "1.2.3-test");

  final SettableClock clock = new SettableClock();
  final InMemoryTelemetry telemetry = new InMemoryTelemetry();
  final List<Duration> pauses = new ArrayList<>();
  final DurableEngine engine;
  final LocalTaskHub hub;

  LocalOrchestrations(Map<String, UnaryOperator<String>> functions) {
    EventOrchestration orchestration = new EventOrchestration(telemetry);
    engine =
        new DurableEngine(
            new DurableFunctions(
                Map.of(
                    EventOrchestration.NAME,
                    context -> {
                      orchestration.run(context);
                      return null;
                    }),
                functions),
            clock,
            Runnable::run,
            Alarm.NONE);
    hub = LocalTaskHub.of(engine);
  }

  DurableWorkflows workflows(Activities activities, RetryPolicy policy) {
    return new DurableWorkflows(
        hub.context()::getClient,
        new WorkflowPlan(activities.names(), policy, ORIGIN),
        new DurableWorkflowEngine.Pulse());
  }

  /** Returns the activities' functions by name, as a host knows them. */
  static Map<String, UnaryOperator<String>> functions(
      Activities activities, DeadLetterQueue deadLetters) {
    EventActivityFunctions instance = new EventActivityFunctions(activities, deadLetters);
    Map<String, UnaryOperator<String>> functions = new HashMap<>();
    activities.names().forEach(name -> functions.put(name, in -> instance.execute(name, in)));
    functions.put(EventActivityFunctions.BURY, instance::enqueue);
    return functions;
  }

  /** Runs all orchestrations to their end, and records the length of each pause. */
  void runToEnd() {
    try {
      engine.runToEnd(this::moveTo);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void moveTo(Instant past) {
    pauses.add(Duration.between(clock.instant(), past).minus(TICK));
    clock.set(past);
  }

  @Override
  public void close() {
    hub.close();
  }
}
