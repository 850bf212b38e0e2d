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
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Sending and receiving of one payload: by the work queue with delay, lease, count and deletion,
 * and by a plain Java queue.
 */
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class QueueBenchmark {

  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final int MAX = 100_000;

  private final Payload payload = Payload.of("{\"type\":\"follow\",\"actor\":\"ann\"}");
  private final InMemoryWorkQueue queue =
      new InMemoryWorkQueue("benchmark", InstantSource.system(), MAX);
  private final LinkedBlockingQueue<Payload> plain = new LinkedBlockingQueue<>(MAX);

  /** Sends, receives under a lease, and deletes a payload. */
  @Benchmark
  public boolean workQueue() {
    queue.send(payload, Duration.ZERO);
    boolean deleted = false;
    for (Delivery delivery : queue.receive(1, LEASE)) {
      deleted = queue.delete(delivery);
    }
    return deleted;
  }

  /** Puts and takes a payload, which a crash of the consumer would lose. */
  @Benchmark
  public Payload linkedBlockingQueue() throws InterruptedException {
    plain.put(payload);
    return plain.take();
  }
}
