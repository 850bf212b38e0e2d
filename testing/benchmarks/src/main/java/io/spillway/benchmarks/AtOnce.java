package io.spillway.benchmarks;

import io.spillway.Policy;
import io.spillway.adapters.inmemory.InMemoryViolationStore;
import io.spillway.core.message.MessageIntake;
import io.spillway.core.moderation.TextModeration;
import io.spillway.ports.Health;
import io.spillway.ports.message.MessageStore;
import io.spillway.ports.moderation.Classification;
import io.spillway.ports.moderation.ContentClassifier;
import io.spillway.ports.moderation.Provenance;
import io.spillway.ports.moderation.Scores;
import io.spillway.ports.policy.PolicyDraft;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Classifier that returns immediately, so that only Spillway's rules are measured. */
final class AtOnce implements ContentClassifier {

  static final Provenance PROVENANCE = new Provenance("at-once", "none", "none", Duration.ZERO);

  /**
   * The standard policy without rate limits, because in a benchmark one author sends all messages.
   */
  private static final Policy POLICY =
      Policy.standard().with(PolicyDraft.EMPTY.noRates(), "benchmark-1");

  static MessageIntake intake(MessageStore messages, InstantSource clock, Supplier<String> newId) {
    return new MessageIntake(
        messages,
        new InMemoryViolationStore(),
        new TextModeration(new AtOnce(), stream -> POLICY),
        clock,
        newId);
  }

  @Override
  public Classification classify(String text) {
    return new Classification.Scored(Scores.NONE, PROVENANCE);
  }

  @Override
  public Health health() {
    return Health.up("at-once");
  }
}
