package io.spillway.simulation;

import io.spillway.ports.Failure;
import io.spillway.ports.Health;
import io.spillway.ports.PortException;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Classification;
import io.spillway.ports.moderation.ContentClassifier;
import io.spillway.ports.moderation.Scores;
import io.spillway.testkit.Fixtures;
import java.time.Duration;
import java.util.Map;

/** Finds harassment in what is toxic, never has an answer to a riddle, and may be out of order. */
final class SimulatedClassifier implements ContentClassifier {

  static final String TOXIC = "toxic";
  static final String RIDDLE = "riddle";

  /** How it does. */
  enum Mood {
    WELL,
    SILENT,
    THROTTLED
  }

  private Mood mood = Mood.WELL;

  void be(Mood next) {
    mood = next;
  }

  @Override
  public Classification classify(String text) {
    if (mood == Mood.THROTTLED) {
      throw new PortException(
          Failure.throttled("classifier.throttled", "too much", Duration.ofMinutes(3)));
    }
    if (mood == Mood.SILENT || text.contains(RIDDLE)) {
      throw new PortException(Failure.transientFailure("classifier.unavailable", "no answer"));
    }
    double harassment = text.contains(TOXIC) ? 0.95 : 0.01;
    return new Classification.Scored(
        new Scores(Map.of(Category.HARASSMENT, harassment)), Fixtures.provenance());
  }

  @Override
  public Health health() {
    return Health.up("simulated");
  }
}
