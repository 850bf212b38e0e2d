package io.spillway.benchmarks;

import io.spillway.MessageDraft;
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

/**
 * Storing of a message: with validation, normalisation, local rules, policy and verdict, and by the
 * store alone. The classifier returns immediately, so that only Spillway's rules are measured.
 */
@Fork(1)
@Warmup(iterations = 12, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 24, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class MessageBenchmark {

  private static final int MAX = 10_000_000;
  private static final String TEXT = "what a save, that was the best round of the whole evening!";
  private static final Verdict.Allowed ALLOWED =
      new Verdict.Allowed(Scores.NONE, "standard-1", AtOnce.PROVENANCE);

  private final InstantSource clock = InstantSource.system();
  private InMemoryMessageStore messages = new InMemoryMessageStore(MAX);
  private MessageIntake intake = intake();
  private final Turns turns = new Turns(2);
  private boolean isSpillwaysTurn;
  private long next;

  /** Creates a new store for each iteration, so that it does not fill up. */
  @Setup(Level.Iteration)
  public void takeTurns(IterationParams iteration) {
    isSpillwaysTurn = turns.next(iteration) == 0;
    messages = new InMemoryMessageStore(MAX);
    intake = intake();
  }

  private MessageIntake intake() {
    return AtOnce.intake(messages, clock, () -> "m" + next++);
  }

  /** Submits a message to moderation, or writes one to the store alone. */
  @Benchmark
  public Object inTurns() {
    return isSpillwaysTurn
        ? intake.accept(new MessageDraft("s1", null, "ann", TEXT))
        : messages.add(new Message("s1", "m" + next++, "ann", TEXT, clock.instant(), ALLOWED));
  }
}
