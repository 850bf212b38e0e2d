package io.spillway.benchmarks;

import static java.util.Objects.requireNonNull;

import io.spillway.adapters.inmemory.InMemoryMessageStore;
import io.spillway.local.LocalServer;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Logger;
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
 * Messages over HTTP on persistent connections: to Spillway in memory, and to a handler on the same
 * kind of server that reads the body and returns a response of equal length. The clients run on the
 * same machine, at the same cost for both.
 *
 * <p>Iterations alternate between the two in one JVM, so that temporary slowness of the machine
 * affects both. Garbage collection of Spillway's data may affect either.
 */
@Fork(1)
@Warmup(iterations = 100, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 60, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Threads(4)
public class IngestBenchmark {

  /**
   * Log level of {@code ./spillway run}; otherwise one log line per request would dominate the
   * measurement.
   */
  private static final Logger FUNCTIONS = Logger.getLogger("function");

  /** Leaves capacity for one more iteration. */
  private static final int NEARLY_FULL = InMemoryMessageStore.DEFAULT_MAX / 2;

  private final AtomicLong next = new AtomicLong();
  private final BareServer bare = BareServer.start();
  private LocalServer spillway = LocalServer.onFreePort(Map.of());
  private long lastEmptied;
  private final Turns turns = new Turns(2);
  private boolean isSpillwaysTurn;

  /** A client's connection to the current server. */
  @State(Scope.Thread)
  public static class Client {

    private @Nullable KeptConnection connection;

    @Setup(Level.Iteration)
    public void connect(IngestBenchmark servers) throws IOException {
      connection = KeptConnection.to(servers.port());
    }

    @TearDown(Level.Iteration)
    public void close() throws IOException {
      requireNonNull(connection).close();
    }
  }

  @Setup(Level.Trial)
  public void quiet() {
    FUNCTIONS.setLevel(java.util.logging.Level.WARNING);
  }

  @Setup(Level.Iteration)
  public void takeTurns(IterationParams iteration) {
    isSpillwaysTurn = turns.next(iteration) == 0;
    if (next.get() - lastEmptied > NEARLY_FULL) {
      lastEmptied = next.get();
      spillway.stop();
      spillway = LocalServer.onFreePort(Map.of());
    }
  }

  @TearDown(Level.Trial)
  public void stop() {
    bare.close();
    spillway.stop();
  }

  /**
   * Posts a message, which Spillway routes, validates, moderates and stores, and the other server
   * only reads.
   */
  @Benchmark
  public int inTurns(Client client) throws IOException {
    return requireNonNull(client.connection).post(body());
  }

  int port() {
    return isSpillwaysTurn ? spillway.host().uri().getPort() : bare.port();
  }

  /** Returns a message with a unique author and text, so that no rate limit applies. */
  private String body() {
    long number = next.incrementAndGet();
    return "{\"author\":\"viewer-"
        + number
        + "\",\"text\":\"what a save "
        + number
        + ", that was the best round of the whole evening!\"}";
  }
}
