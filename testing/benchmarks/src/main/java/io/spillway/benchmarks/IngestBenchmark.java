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
import org.openjdk.jmh.annotations.AuxCounters;
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
 *
 * <p>Each iteration is the other one's turn, in one JVM: so a machine that is slower for some
 * seconds is so for both. Collecting what Spillway stores may fall into either's turn.
 */
@Fork(1)
@Warmup(iterations = 140, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 80, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Threads(4)
public class IngestBenchmark {

  /** As {@code ./spillway run} logs: a line for each request would be what is measured. */
  private static final Logger FUNCTIONS = Logger.getLogger("function");

  /** With room for what one more turn may bring. */
  private static final int NEARLY_FULL = InMemoryMessageStore.DEFAULT_MAX / 2;

  private final AtomicLong next = new AtomicLong();
  private final BareServer bare = BareServer.start();
  private LocalServer spillway = LocalServer.onFreePort(Map.of());
  private long lastEmptied;
  private boolean isSpillwaysTurn;

  /** What was answered; JMH divides it by the time of both. */
  @State(Scope.Thread)
  @AuxCounters
  public static class Answered {

    public long spillway;
    public long bareHandler;
  }

  /** A client's connection to whose turn it is. */
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
  public void takeTurns() {
    isSpillwaysTurn = !isSpillwaysTurn;
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

  /** Routed, read, checked, moderated, stored and answered; or only read and answered. */
  @Benchmark
  public int inTurns(Client client, Answered answered) throws IOException {
    int length = requireNonNull(client.connection).post(body());
    if (isSpillwaysTurn) {
      answered.spillway++;
    } else {
      answered.bareHandler++;
    }
    return length;
  }

  int port() {
    return isSpillwaysTurn ? spillway.host().uri().getPort() : bare.port();
  }

  /** Each by an author of its own, so that none sends too much. */
  private String body() {
    return "{\"author\":\"viewer-"
        + next.incrementAndGet()
        + "\",\"text\":\"what a save, that was the best round of the whole evening!\"}";
  }
}
