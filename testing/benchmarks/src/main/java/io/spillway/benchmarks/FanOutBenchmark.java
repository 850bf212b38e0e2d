package io.spillway.benchmarks;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import io.spillway.AlertRules;
import io.spillway.RetryPolicy;
import io.spillway.adapters.inmemory.InMemoryAlertStore;
import io.spillway.adapters.inmemory.InMemoryDeadLetterQueue;
import io.spillway.adapters.inmemory.InMemoryEventLog;
import io.spillway.adapters.inmemory.InMemoryStatsStore;
import io.spillway.core.event.Activities;
import io.spillway.core.event.InProcessWorkflows;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.event.Arrival;
import io.spillway.ports.event.EventDetail;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.event.WorkflowRequest;
import io.spillway.ports.queue.Payload;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.IterationParams;

/**
 * Processing of an event by stats, alerts and log: by the workflow, by a retry library, and by an
 * executor alone.
 */
@Fork(1)
@Warmup(iterations = 12, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 24, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class FanOutBenchmark {

  private static final int MAX = 10_000_000;
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Arrival ARRIVAL = Arrival.of("stream-events", "q-1", NOON, Payload.of("{}"));

  private final ExecutorService executor = Executors.newFixedThreadPool(2);
  private final FailsafeExecutor<Object> retrying =
      Failsafe.with(
              dev.failsafe.RetryPolicy.builder()
                  .withMaxRetries(4)
                  .withBackoff(Duration.ofSeconds(1), Duration.ofSeconds(30))
                  .withJitter(0.5)
                  .build())
          .with(executor);
  private InMemoryStatsStore stats = new InMemoryStatsStore(InstantSource.system(), MAX);
  private InMemoryAlertStore alerts = new InMemoryAlertStore(MAX);
  private InMemoryEventLog log = new InMemoryEventLog(MAX);
  private InProcessWorkflows workflows = workflows();
  private final Turns turns = new Turns(3);
  private int turn;
  private long next;

  /** Creates new stores for each iteration, so that they do not fill up. */
  @Setup(Level.Iteration)
  public void takeTurns(IterationParams iteration) {
    turn = turns.next(iteration);
    stats = new InMemoryStatsStore(InstantSource.system(), MAX);
    alerts = new InMemoryAlertStore(MAX);
    log = new InMemoryEventLog(MAX);
    workflows = workflows();
  }

  @TearDown
  public void stop() {
    executor.shutdown();
  }

  private InProcessWorkflows workflows() {
    return new InProcessWorkflows(
        Activities.standard(stats, alerts, AlertRules.STANDARD, log),
        new InMemoryDeadLetterQueue(),
        RetryPolicy.STANDARD,
        new DeadLetter.Origin("benchmark", "0"),
        InstantSource.system(),
        executor,
        pause -> Thread.sleep(pause.toMillis()));
  }

  private StreamEvent nextEvent() {
    return new StreamEvent("s1", "e" + next++, "ann", NOON, new EventDetail.Raid(500));
  }

  /** Processes an event. */
  @Benchmark
  public void inTurns() throws ExecutionException, InterruptedException {
    switch (turn) {
      case 0 -> workflow();
      case 1 -> plainExecutor();
      default -> failsafe();
    }
  }

  /** Runs the workflow, with retries, evidence, status and idempotent starts. */
  private void workflow() {
    workflows.start(WorkflowRequest.of(nextEvent(), ARRIVAL, 0));
  }

  /** Runs the same three writes with retries but without a record. */
  private void failsafe() {
    StreamEvent event = nextEvent();
    CompletableFuture.allOf(
            retrying.runAsync(() -> stats.apply(event)),
            retrying.runAsync(() -> AlertRules.STANDARD.alertFor(event).ifPresent(alerts::add)),
            retrying.runAsync(() -> log.append(event)))
        .join();
  }

  /** Runs only the same three writes, concurrently on the same executor. */
  private void plainExecutor() throws ExecutionException, InterruptedException {
    StreamEvent event = nextEvent();
    List<Future<?>> writes =
        List.of(
            executor.submit(() -> stats.apply(event)),
            executor.submit(() -> AlertRules.STANDARD.alertFor(event).ifPresent(alerts::add)),
            executor.submit(() -> log.append(event)));
    for (Future<?> write : writes) {
      write.get();
    }
  }
}
