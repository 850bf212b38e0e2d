package io.spillway.functions;

import io.spillway.ports.Failure;
import io.spillway.ports.Health;
import io.spillway.ports.PortException;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Classification;
import io.spillway.ports.moderation.ContentClassifier;
import io.spillway.ports.moderation.Scores;
import io.spillway.testkit.Fixtures;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Classifier that finds harassment in texts with "toxic"; can simulate an outage. */
public final class TestClassifier implements ContentClassifier {

  private Health health = Health.up("test");

  private @Nullable Error error;

  public void failWith(Error thrown) {
    error = thrown;
  }

  public void breakDown() {
    health = new Health("test", Health.State.DOWN, "broken by a test");
  }

  public void mend() {
    health = Health.up("test");
  }

  @Override
  public Classification classify(String text) {
    if (error != null) {
      throw error;
    }
    if (health.state() == Health.State.DOWN) {
      throw new PortException(Failure.transientFailure("classifier.unavailable", "broken"));
    }
    double harassment = text.contains("toxic") ? 0.95 : 0.01;
    return new Classification.Scored(
        new Scores(Map.of(Category.HARASSMENT, harassment)), Fixtures.provenance());
  }

  @Override
  public Health health() {
    return health;
  }
}
