package io.spillway.simulation;

import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.durabletask.DurableTaskClient;
import com.microsoft.durabletask.azurefunctions.DurableClientContext;
import com.microsoft.durabletask.azurefunctions.HttpManagementPayload;
import io.spillway.durable.Alarm;
import io.spillway.durable.DurableEngine;
import io.spillway.durable.DurableFunctions;
import io.spillway.durable.InstanceStatus;
import io.spillway.durable.LocalTaskHub;
import io.spillway.functions.orchestration.EventActivityFunctions;
import io.spillway.functions.orchestration.EventOrchestration;
import io.spillway.testkit.SettableClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Durable engine that survives its processes: another process continues the work of a crashed one.
 * Jobs wait until the script runs them.
 */
final class Durable implements AutoCloseable {

  /**
   * Maximum number of an activity's runs in one workflow: retries, retries in an outage, and
   * crashes.
   */
  private static final int MOST_RUNS = 300;

  private final World world;
  private final DurableEngine engine;
  private @Nullable LocalTaskHub hub;
  private final List<Runnable> jobs = new ArrayList<>();
  private final Map<String, Integer> runs = new HashMap<>();
  private int worker;

  Durable(World world, SettableClock clock) {
    this.world = world;
    engine =
        new DurableEngine(
            new DurableFunctions(
                Map.of(
                    "process-event",
                    context -> {
                      world.process(worker).function(EventOrchestration.class).run(context);
                      return null;
                    }),
                Map.of(
                    "stats", activity("stats", EventActivityFunctions::stats),
                    "alerts", activity("alerts", EventActivityFunctions::alerts),
                    "log", activity("log", EventActivityFunctions::log),
                    "bury", activity("bury", EventActivityFunctions::enqueue))),
            clock,
            jobs::add,
            Alarm.NONE);
  }

  /** A hub takes a tenth of a seed's time, and half of the seeds need none. */
  DurableClientContext context() {
    return new OnDemand();
  }

  int waiting() {
    return jobs.size();
  }

  /** Runs one of the waiting jobs in a process. */
  void work(int which, int process) {
    if (!jobs.isEmpty()) {
      worker = process;
      jobs.remove(which % jobs.size()).run();
    }
  }

  void fireTimers() {
    engine.fireTimers();
  }

  Optional<Instant> nextTimer() {
    return engine.nextTimer();
  }

  Optional<InstanceStatus> status(String workflowId) {
    return engine.status(workflowId);
  }

  private UnaryOperator<String> activity(
      String name, BiFunction<EventActivityFunctions, String, String> code) {
    return input -> {
      count(name, input);
      while (true) {
        int mine = worker;
        SimulatedProcess process = world.process(mine);
        String output = null;
        try {
          output = code.apply(process.function(EventActivityFunctions.class), input);
        } catch (RuntimeException | Error e) {
          if (process.isAlive()) {
            throw e;
          }
        }
        worker = mine;
        if (process.isAlive() && output != null) {
          return output;
        }
        world.restart(mine);
      }
    };
  }

  /** Enqueueing of dead letters is retried without limit. */
  private void count(String name, String input) {
    if (!name.equals("bury") && runs.merge(name + input, 1, Integer::sum) > MOST_RUNS) {
      world.findings().broken("retries are bounded, but " + name + " ran over " + MOST_RUNS);
    }
  }

  @Override
  public void close() {
    if (hub != null) {
      hub.close();
    }
  }

  /** Context that opens the hub on first use. */
  private final class OnDemand extends DurableClientContext {

    @Override
    public DurableTaskClient getClient() {
      return hub().client();
    }

    @Override
    public HttpManagementPayload createHttpManagementPayload(
        HttpRequestMessage<?> request, String instanceId) {
      return hub().context().createHttpManagementPayload(request, instanceId);
    }

    private LocalTaskHub hub() {
      LocalTaskHub open = hub;
      if (open == null) {
        open = LocalTaskHub.of(engine);
        hub = open;
      }
      return open;
    }
  }
}
