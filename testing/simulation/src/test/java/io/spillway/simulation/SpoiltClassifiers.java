package io.spillway.simulation;

import io.spillway.ports.Failure;
import io.spillway.ports.Health;
import io.spillway.ports.PortException;
import io.spillway.ports.moderation.Classification;
import io.spillway.ports.moderation.Classification.Scored;
import io.spillway.ports.moderation.Classification.Unreadable;
import io.spillway.ports.moderation.ContentClassifier;
import io.spillway.ports.moderation.Scores;
import java.util.function.Supplier;

/** Classifiers that one text can disable for others, or whose response a text can corrupt. */
final class SpoiltClassifiers {

  private SpoiltClassifiers() {}

  /** Opens the breaker after two consecutive failures, of any callers. */
  static ContentClassifier withBreaker(ContentClassifier inner) {
    return new Decorator(inner) {
      private int failures;
      private int silent;

      @Override
      Classification changed(Supplier<Classification> ask) {
        if (silent > 0) {
          silent--;
          throw failure("classifier.breaker-open");
        }
        try {
          Classification answer = ask.get();
          failures = 0;
          return answer;
        } catch (PortException e) {
          failures++;
          silent = failures % 2 == 0 ? 5 : 0;
          throw e;
        }
      }
    };
  }

  /** Treats a malformed response as none. */
  static ContentClassifier strict(ContentClassifier inner) {
    return new Decorator(inner) {
      @Override
      Classification changed(Supplier<Classification> ask) {
        Classification answer = ask.get();
        if (answer instanceof Unreadable) {
          throw failure("classifier.bad-answer");
        }
        return answer;
      }
    };
  }

  /** Treats an unreadable response as acceptable. */
  static ContentClassifier careless(ContentClassifier inner) {
    return new Decorator(inner) {
      @Override
      Classification changed(Supplier<Classification> ask) {
        Classification answer = ask.get();
        return answer instanceof Unreadable ? new Scored(Scores.NONE, answer.provenance()) : answer;
      }
    };
  }

  private static PortException failure(String code) {
    return new PortException(Failure.transientFailure(code, "a mutant"));
  }

  private abstract static class Decorator implements ContentClassifier {
    private final ContentClassifier inner;

    Decorator(ContentClassifier inner) {
      this.inner = inner;
    }

    abstract Classification changed(Supplier<Classification> ask);

    @Override
    public final Classification classify(String text) {
      return changed(() -> inner.classify(text));
    }

    @Override
    public final Classification reclassify(String text) {
      return changed(() -> inner.reclassify(text));
    }

    @Override
    public final Health health() {
      return inner.health();
    }
  }
}
