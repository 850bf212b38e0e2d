package io.spillway.functions;

import com.microsoft.durabletask.azurefunctions.DurableClientContext;
import io.spillway.durable.Alarm;
import io.spillway.durable.DurableEngine;
import io.spillway.durable.DurableFunctions;
import io.spillway.durable.LocalTaskHub;
import io.spillway.functions.orchestration.EventActivityFunctions;
import io.spillway.functions.orchestration.EventOrchestration;
import io.spillway.testkit.SettableClock;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Orchestrations of the functions, on an engine in virtual time. */
public final class TestDurable {

  /** Stays open for all tests, as a host's engine does for its process. */
  private static final Queue<LocalTaskHub> OPEN = new ConcurrentLinkedQueue<>();

  private final SettableClock clock;
  private final DurableEngine engine;
  private final LocalTaskHub hub;

  TestDurable(Spillway functions, SettableClock clock) {
    this.clock = clock;
    EventOrchestration orchestration = functions.instance(EventOrchestration.class);
    EventActivityFunctions activities = functions.instance(EventActivityFunctions.class);
    engine =
        new DurableEngine(
            new DurableFunctions(
                Map.of(
                    "process-event",
                    context -> {
                      orchestration.run(context);
                      return null;
                    }),
                Map.of(
                    "stats", activities::stats,
                    "alerts", activities::alerts,
                    "log", activities::log,
                    "bury", activities::enqueue)),
            clock,
            Runnable::run,
            Alarm.NONE);
    hub = LocalTaskHub.of(engine);
    OPEN.add(hub);
  }

  public DurableClientContext context() {
    return hub.context();
  }

  /** Starts an orchestration with a foreign input. */
  public void startWith(String instanceId, String input) {
    engine.schedule(instanceId, "process-event", input);
  }

  /** Runs every orchestration to its end, advancing the clock. */
  public void runToEnd() {
    try {
      engine.runToEnd(clock::set);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
