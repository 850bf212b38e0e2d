package io.spillway.benchmarks;

import static java.util.Objects.requireNonNull;

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

/**
 * Messages over HTTP, on connections that stay open: to all of Spillway in memory, and to a handler
 * on the same server, hosted alike, that reads the body and answers as long a text. The clients
 * share the machine with the server, at the same cost for both.
 */
@Fork(1)
@Warmup(iterations = 16, time = 3)
@Measurement(iterations = 5, time = 3)
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Threads(4)
public class IngestBenchmark {

  /** As {@code ./spillway run} logs: a line for each request would be what is measured. */
  private static final Logger FUNCTIONS = Logger.getLogger("function");

  private final AtomicLong next = new AtomicLong();
  private final LocalServer spillway = LocalServer.onFreePort(Map.of());
  private final BareServer bare = BareServer.start();

  /** A client's two connections. */
  @State(Scope.Thread)
  public static class Client {

    private @Nullable KeptConnection spillway;
    private @Nullable KeptConnection bare;

    @Setup(Level.Trial)
    public void connect(IngestBenchmark servers) throws IOException {
      spillway = KeptConnection.to(servers.spillway.host().uri().getPort());
      bare = KeptConnection.to(servers.bare.port());
    }

    @TearDown(Level.Trial)
    public void close() throws IOException {
      requireNonNull(spillway).close();
      requireNonNull(bare).close();
    }
  }

  @Setup(Level.Trial)
  public void quiet() {
    FUNCTIONS.setLevel(java.util.logging.Level.WARNING);
  }

  @TearDown(Level.Trial)
  public void stop() {
    bare.close();
    spillway.stop();
  }

  /** Routed, read, checked, moderated, stored and answered. */
  @Benchmark
  public int spillway(Client client) throws IOException {
    return requireNonNull(client.spillway).post(body());
  }

  /** Read and answered. */
  @Benchmark
  public int bareHandler(Client client) throws IOException {
    return requireNonNull(client.bare).post(body());
  }

  /** Each by an author of its own, so that none sends too much. */
  private String body() {
    return "{\"author\":\"viewer-"
        + next.incrementAndGet()
        + "\",\"text\":\"what a save, that was the best round of the whole evening!\"}";
  }
}
