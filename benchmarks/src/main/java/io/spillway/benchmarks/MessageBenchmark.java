package io.spillway.benchmarks;

import io.spillway.adapters.inmemory.InMemoryMessageStore;
import io.spillway.adapters.inmemory.InMemoryViolationStore;
import io.spillway.core.message.MessageDraft;
import io.spillway.core.message.MessageIntake;
import io.spillway.core.message.Receipt;
import io.spillway.core.moderation.Moderation;
import io.spillway.core.moderation.Policy;
import io.spillway.ports.Health;
import io.spillway.ports.message.Message;
import io.spillway.ports.moderation.Classification;
import io.spillway.ports.moderation.ContentClassifier;
import io.spillway.ports.moderation.Provenance;
import io.spillway.ports.moderation.Scores;
import io.spillway.ports.moderation.Verdict;
import io.spillway.ports.policy.PolicyDraft;
import io.spillway.ports.policy.RateLimit;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A message into the store: through validation, normalisation, local floor, policy and verdict, and
 * by the store alone. The classifier answers at once, so that only our rules are measured.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class MessageBenchmark {

  private static final int MAX = 10_000_000;
  private static final String TEXT = "what a save, that was the best round of the whole evening!";
  private static final Provenance PROVENANCE =
      new Provenance("at-once", "none", "none", Duration.ZERO);
  private static final RateLimit NO_LIMIT = new RateLimit(0, 1);
  private static final Verdict.Allowed ALLOWED =
      new Verdict.Allowed(Scores.NONE, "standard-1", PROVENANCE);

  private static final class AtOnce implements ContentClassifier {
    @Override
    public Classification classify(String text) {
      return new Classification.Scored(Scores.NONE, PROVENANCE);
    }

    @Override
    public Health health() {
      return Health.up("at-once");
    }
  }

  /** The standard policy without its rates: here one author sends it all. */
  private static final Policy POLICY =
      Policy.standard()
          .with(
              new PolicyDraft(
                  Map.of(),
                  PolicyDraft.EMPTY.words(),
                  PolicyDraft.EMPTY.links(),
                  new PolicyDraft.Rates(NO_LIMIT, NO_LIMIT, NO_LIMIT)),
              "benchmark-1");

  private final InstantSource clock = InstantSource.system();
  private InMemoryMessageStore messages = new InMemoryMessageStore(MAX);
  private MessageIntake intake = intake();
  private long next;

  /** A new store for each iteration, so that it does not fill up. */
  @Setup(Level.Iteration)
  public void renew() {
    messages = new InMemoryMessageStore(MAX);
    intake = intake();
  }

  private MessageIntake intake() {
    return new MessageIntake(
        messages,
        new InMemoryViolationStore(),
        new Moderation(new AtOnce(), stream -> POLICY),
        clock,
        () -> "m" + next++);
  }

  /** By the rules. */
  @Benchmark
  public Receipt throughTheRules() {
    return intake.accept(new MessageDraft("s1", null, "ann", TEXT));
  }

  /** The store's write alone. */
  @Benchmark
  public Message storeAlone() {
    return messages.add(new Message("s1", "m" + next++, "ann", TEXT, clock.instant(), ALLOWED));
  }
}
