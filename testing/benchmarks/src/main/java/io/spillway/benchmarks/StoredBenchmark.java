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
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.IterationParams;

/** Storing of a message in stores with few and with many messages; the cost should be equal. */
@Fork(value = 1, jvmArgsAppend = "-Xmx3g")
@Warmup(iterations = 12, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 24, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class StoredBenchmark {

  private static final int STREAMS = 100;
  private static final int MANY = 1_000_000;
  private static final String TEXT = "what a save, that was the best round of the whole evening!";
  private static final Verdict.Allowed ALLOWED =
      new Verdict.Allowed(Scores.NONE, "standard-1", AtOnce.PROVENANCE);

  private final InstantSource clock = InstantSource.system();
  private final Turns turns = new Turns(2);
  private final MessageIntake full = intake(MANY);
  private MessageIntake intake = full;
  private long next;

  /** Uses the full store, or a new one. */
  @Setup(Level.Iteration)
  public void takeTurns(IterationParams iteration) {
    intake = turns.next(iteration) == 0 ? full : intake(1);
  }

  /** Submits a message to one of a hundred streams. */
  @Benchmark
  public Receipt inTurns() {
    return intake.accept(new MessageDraft("s" + next % STREAMS, null, "ann", TEXT));
  }

  private MessageIntake intake(int stored) {
    InMemoryMessageStore messages = new InMemoryMessageStore(10_000_000);
    for (int i = 0; i < stored; i++) {
      messages.add(new Message("s" + i % STREAMS, nextId(), "ann", TEXT, clock.instant(), ALLOWED));
    }
    return AtOnce.intake(messages, clock, this::nextId);
  }

  private String nextId() {
    return "m" + next++;
  }
}
