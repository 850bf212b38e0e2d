package io.spillway.benchmarks;

import io.spillway.MessageDraft;
import io.spillway.Receipt;
import io.spillway.adapters.inmemory.InMemoryMessageStore;
import io.spillway.core.message.MessageIntake;
import io.spillway.ports.message.Message;
import io.spillway.ports.moderation.Scores;
import io.spillway.ports.moderation.Verdict;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Storing of a message in stores with few and with many messages; the cost should be equal. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx3g")
@Warmup(iterations = 10, batchSize = StoredBenchmark.MESSAGES)
@Measurement(iterations = 10, batchSize = StoredBenchmark.MESSAGES)
public class StoredBenchmark {

  static final int MESSAGES = 5_000;

  private static final int STREAMS = 100;
  private static final String TEXT = "what a save, that was the best round of the whole evening!";
  private static final Verdict.Allowed ALLOWED =
      new Verdict.Allowed(Scores.NONE, "standard-1", AtOnce.PROVENANCE);

  /** Number of messages in the store before the measurement. */
  @Param({"1", "1000", "1000000"})
  private int stored;

  private final InstantSource clock = InstantSource.system();
  private final InMemoryMessageStore messages = new InMemoryMessageStore(10_000_000);
  private final MessageIntake intake = AtOnce.intake(messages, clock, this::nextId);
  private long next;

  /** Fills the store. */
  @Setup(Level.Trial)
  public void fill() {
    for (int i = 0; i < stored; i++) {
      messages.add(new Message("s" + i % STREAMS, nextId(), "ann", TEXT, clock.instant(), ALLOWED));
    }
  }

  /** Submits a message to one of a hundred streams. */
  @Benchmark
  public Receipt message() {
    return intake.accept(new MessageDraft("s" + next % STREAMS, null, "ann", TEXT));
  }

  private String nextId() {
    return "m" + next++;
  }
}
