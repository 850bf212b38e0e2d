package io.spillway.ports.moderation;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.Failure;
import io.spillway.ports.Health;
import io.spillway.ports.PortCalls;
import io.spillway.ports.PortException;
import java.util.function.Function;

/** Classifier that delegates to a function from text to scores. */
final class ScoringClassifier implements ContentClassifier {

  private final Provenance provenance;
  private final Function<String, Scores> scores;
  private final PortCalls calls;

  ScoringClassifier(String name, Function<String, Scores> scores) {
    this.provenance = Provenance.of(name);
    this.scores = requireNonNull(scores, "scores");
    this.calls = new PortCalls(name, "classifier");
  }

  @Override
  public Classification classify(String text) {
    return calls.run(() -> new Classification.Scored(score(text), provenance));
  }

  private Scores score(String text) {
    try {
      return requireNonNull(scores.apply(text), "a classifier returned no scores");
    } catch (PortException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new PortException(
          Failure.transientFailure("classifier.crashed", e.getClass().getName()), e);
    }
  }

  @Override
  public Health health() {
    return calls.health();
  }
}
