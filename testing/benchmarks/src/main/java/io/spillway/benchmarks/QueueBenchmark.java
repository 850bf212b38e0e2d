package io.spillway.benchmarks;

import io.spillway.adapters.inmemory.InMemoryWorkQueue;
import io.spillway.ports.queue.Delivery;
import io.spillway.ports.queue.Payload;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.LinkedBlockingQueue;
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
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.IterationParams;

/**
 * Sending and receiving of one payload: by the work queue with delay, lease, count and deletion,
 * and by a plain Java queue.
 */
@Fork(1)
@Warmup(iterations = 12, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 24, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class QueueBenchmark {

  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final int MAX = 100_000;

  private final Turns turns = new Turns(2);
  private boolean isSpillwaysTurn;
  private final Payload payload = Payload.of("{\"type\":\"follow\",\"actor\":\"ann\"}");
  private final InMemoryWorkQueue queue =
      new InMemoryWorkQueue("benchmark", InstantSource.system(), MAX);
  private final LinkedBlockingQueue<Payload> plain = new LinkedBlockingQueue<>(MAX);

  @Setup(Level.Iteration)
  public void takeTurns(IterationParams iteration) {
    isSpillwaysTurn = turns.next(iteration) == 0;
  }

  /**
   * Sends, receives under a lease, and deletes a payload; or puts and takes one, which a crash of
   * the consumer would lose.
   */
  @Benchmark
  public Object inTurns() throws InterruptedException {
    if (!isSpillwaysTurn) {
      plain.put(payload);
      return plain.take();
    }
    queue.send(payload, Duration.ZERO);
    Delivery delivery = queue.receive(1, LEASE).get(0);
    return queue.delete(delivery);
  }
}
