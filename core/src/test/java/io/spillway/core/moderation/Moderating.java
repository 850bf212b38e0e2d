package io.spillway.core.moderation;

import static io.spillway.core.moderation.PolicyBuilder.policy;
import static io.spillway.ports.moderation.Category.HARASSMENT;
import static io.spillway.ports.moderation.Category.HATE;
import static io.spillway.ports.moderation.Category.SPAM;
import static io.spillway.ports.moderation.Severity.CRITICAL;
import static io.spillway.ports.moderation.Severity.LOW;
import static io.spillway.ports.moderation.Severity.MEDIUM;

import io.spillway.Policy;
import io.spillway.ports.Health;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Classification;
import io.spillway.ports.moderation.Classification.Scored;
import io.spillway.ports.moderation.ContentClassifier;
import io.spillway.ports.moderation.Provenance;
import io.spillway.ports.moderation.Scores;
import io.spillway.ports.moderation.Verdict;
import io.spillway.ports.moderation.Verdict.Flagged;
import io.spillway.testkit.Fixtures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A policy with its own words, and a scripted classifier. */
abstract class Moderating {

  static final Policy POLICY =
      policy()
          .rule(SPAM, 0.5, LOW)
          .rule(HARASSMENT, 0.5, MEDIUM)
          .rule(HATE, 0.5, CRITICAL)
          .banned("vermin", HATE)
          .banned("clown", HARASSMENT)
          .suspect("followers", SPAM)
          .suspect("bother", HARASSMENT)
          .build();

  static final Provenance FLOOR = new Provenance("local-floor", "test-1", "none", Duration.ZERO);

  final List<String> asked = new ArrayList<>();
  Supplier<Classification> answer = () -> scored(Map.of());
  final TextModeration moderation = new TextModeration(new Classifier(), stream -> POLICY);

  Verdict moderate(String text) {
    return moderation.moderate("stream", text);
  }

  Flagged moderateFlagged(String text) {
    return (Flagged) moderate(text);
  }

  static Scored scored(Map<Category, Double> scores) {
    return new Scored(new Scores(scores), Fixtures.provenance());
  }

  static Supplier<Classification> failing(RuntimeException failure) {
    return () -> {
      throw failure;
    };
  }

  final class Classifier implements ContentClassifier {
    @Override
    public Classification classify(String text) {
      asked.add(text);
      return answer.get();
    }

    @Override
    public Health health() {
      return Health.up("test");
    }
  }
}
