package io.spillway.benchmarks;

import io.spillway.AlertRules;
import io.spillway.RetryPolicy;
import io.spillway.adapters.inmemory.InMemoryAlertStore;
import io.spillway.adapters.inmemory.InMemoryDeadLetterQueue;
import io.spillway.adapters.inmemory.InMemoryEventLog;
import io.spillway.adapters.inmemory.InMemoryStatsStore;
import io.spillway.core.event.Activities;
import io.spillway.core.event.InProcessWorkflows;
import io.spillway.durable.Alarm;
import io.spillway.durable.DurableEngine;
import io.spillway.durable.DurableFunctions;
import io.spillway.durable.LocalTaskHub;
import io.spillway.durable.ReplayCheck;
import io.spillway.functions.orchestration.DurableWorkflowEngine;
import io.spillway.functions.orchestration.EventActivityFunctions;
import io.spillway.functions.orchestration.EventOrchestration;
import io.spillway.functions.orchestration.WorkflowPlan;
import io.spillway.local.DirectWorkflows;
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
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
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
import org.openjdk.jmh.infra.IterationParams;

/**
 * Complete processing of events by stats, alerts and log: on the local host's engine, which replays
 * a sample of the workflows; by core's driver in this process; and on the local host's engine with
 * a replay of each workflow.
 */
@Fork(1)
@Warmup(iterations = 21, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 33, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class OrchestrationBenchmark {

  private static final int MAX = 10_000_000;
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Arrival ARRIVAL = Arrival.of("stream-events", "q-1", NOON, Payload.of("{}"));
  private static final DeadLetter.Origin ORIGIN = new DeadLetter.Origin("benchmark", "0");

  private final ExecutorService executor = Executors.newFixedThreadPool(8);
  private final AtomicLong next = new AtomicLong();
  private final Turns turns = new Turns(3);
  private @Nullable LocalTaskHub hub;
  private Workflows workflows = inProcess();

  /** Creates new stores for each iteration, so that they do not fill up. */
  @Setup(Level.Iteration)
  public void takeTurns(IterationParams iteration) {
    workflows =
        switch (turns.next(iteration)) {
          case 0 -> local(ReplayCheck.SAMPLE);
          case 1 -> inProcess();
          default -> local(new ReplayCheck(1, Integer.MAX_VALUE, false));
        };
  }

  @TearDown(Level.Iteration)
  public void close() {
    if (hub != null) {
      hub.close();
    }
  }

  @TearDown
  public void stop() {
    executor.shutdown();
  }

  /** Runs events sequentially. */
  @Benchmark
  public void oneByOne() {
    run();
  }

  /** Runs as many events concurrently as the local host receives from its queue. */
  @Benchmark
  @Threads(24)
  public void twentyFourAtATime() {
    run();
  }

  private void run() {
    String id = "e" + next.incrementAndGet();
    StreamEvent event = new StreamEvent("s1", id, "ann", NOON, new EventDetail.Raid(500));
    workflows.start(WorkflowRequest.of(event, ARRIVAL, 0));
  }

  private Workflows local(ReplayCheck check) {
    Activities activities = activities();
    WorkflowPlan plan = new WorkflowPlan(activities.names(), RetryPolicy.STANDARD, ORIGIN);
    LocalTaskHub opened = LocalTaskHub.of(engine(activities, check));
    hub = opened;
    return new DirectWorkflows(
        opened.context().engine(),
        new DurableWorkflowEngine().workflows(plan, opened.context()::getClient),
        plan,
        activities,
        Telemetry.NONE,
        Duration.ofSeconds(30));
  }

  private Workflows inProcess() {
    return new InProcessWorkflows(
        activities(),
        new InMemoryDeadLetterQueue(),
        RetryPolicy.STANDARD,
        ORIGIN,
        InstantSource.system(),
        executor,
        pause -> Thread.sleep(pause.toMillis()));
  }

  private static Activities activities() {
    return Activities.standard(
        new InMemoryStatsStore(InstantSource.system(), MAX),
        new InMemoryAlertStore(MAX),
        AlertRules.STANDARD,
        new InMemoryEventLog(MAX));
  }

  private DurableEngine engine(Activities activities, ReplayCheck check) {
    EventOrchestration orchestration = new EventOrchestration(Telemetry.NONE);
    EventActivityFunctions functions =
        new EventActivityFunctions(activities, new InMemoryDeadLetterQueue());
    return new DurableEngine(
        new DurableFunctions(
            Map.of(
                EventOrchestration.NAME,
                context -> {
                  orchestration.run(context);
                  return null;
                }),
            Map.of("stats", functions::stats, "alerts", functions::alerts, "log", functions::log)),
        InstantSource.system(),
        executor,
        Alarm.NONE,
        check);
  }
}
