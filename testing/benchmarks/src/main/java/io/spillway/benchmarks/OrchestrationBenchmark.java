package io.spillway.benchmarks;

import com.microsoft.durabletask.DurableTaskClient;
import io.spillway.AlertRules;
import io.spillway.RetryPolicy;
import io.spillway.adapters.inmemory.InMemoryAlertStore;
import io.spillway.adapters.inmemory.InMemoryDeadLetterQueue;
import io.spillway.adapters.inmemory.InMemoryEventLog;
import io.spillway.adapters.inmemory.InMemoryStatsStore;
import io.spillway.core.event.Activities;
import io.spillway.durable.Alarm;
import io.spillway.durable.DurableEngine;
import io.spillway.durable.DurableFunctions;
import io.spillway.durable.LocalTaskHub;
import io.spillway.functions.orchestration.DurableWorkflowEngine;
import io.spillway.functions.orchestration.EventActivityFunctions;
import io.spillway.functions.orchestration.EventOrchestration;
import io.spillway.functions.orchestration.WorkflowPlan;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.event.Arrival;
import io.spillway.ports.event.EventDetail;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.event.WorkflowRequest;
import io.spillway.ports.event.Workflows;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.telemetry.Telemetry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Complete processing of events by stats, alerts and log with the durable orchestrator on the local
 * engine; {@link FanOutBenchmark#workflow} measures the same in process.
 */
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class OrchestrationBenchmark {

  private static final int MAX = 10_000_000;
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Arrival ARRIVAL = Arrival.of("stream-events", "q-1", NOON, Payload.of("{}"));

  private final ExecutorService executor = Executors.newFixedThreadPool(8);
  private final AtomicLong next = new AtomicLong();
  private LocalTaskHub hub = hub(activities());
  private Workflows workflows = workflows();

  /** Creates new stores for each iteration, so that they do not fill up. */
  @Setup(Level.Iteration)
  public void renew() {
    hub.close();
    hub = hub(activities());
    workflows = workflows();
  }

  @TearDown
  public void stop() {
    hub.close();
    executor.shutdown();
  }

  private static Activities activities() {
    return Activities.standard(
        new InMemoryStatsStore(InstantSource.system(), MAX),
        new InMemoryAlertStore(MAX),
        AlertRules.STANDARD,
        new InMemoryEventLog(MAX));
  }

  private LocalTaskHub hub(Activities activities) {
    EventOrchestration orchestration = new EventOrchestration(Telemetry.NONE);
    EventActivityFunctions functions =
        new EventActivityFunctions(activities, new InMemoryDeadLetterQueue());
    return LocalTaskHub.of(
        new DurableEngine(
            new DurableFunctions(
                Map.of(
                    "process-event",
                    context -> {
                      orchestration.run(context);
                      return null;
                    }),
                Map.of(
                    "stats", functions::stats, "alerts", functions::alerts, "log", functions::log)),
            InstantSource.system(),
            executor,
            Alarm.NONE));
  }

  private Workflows workflows() {
    WorkflowPlan plan =
        new WorkflowPlan(
            activities().names(), RetryPolicy.STANDARD, new DeadLetter.Origin("benchmark", "0"));
    return new DurableWorkflowEngine().workflows(plan, hub.context()::getClient);
  }

  /** Runs events sequentially. */
  @Benchmark
  public void oneByOne() throws TimeoutException {
    run();
  }

  /** Runs as many events concurrently as the local host receives from its queue. */
  @Benchmark
  @Threads(24)
  public void twentyFourAtATime() throws TimeoutException {
    run();
  }

  private void run() throws TimeoutException {
    String id = "e" + next.incrementAndGet();
    StreamEvent event = new StreamEvent("s1", id, "ann", NOON, new EventDetail.Raid(500));
    WorkflowRequest request = WorkflowRequest.of(event, ARRIVAL, 0);
    workflows.start(request);
    try (DurableTaskClient client = hub.context().getClient()) {
      client.waitForInstanceCompletion(request.workflowId(), Duration.ofSeconds(30), false);
    }
  }
}
