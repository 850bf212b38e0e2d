package io.spillway.dashboard;

import io.spillway.WordListClassifier;
import io.spillway.adapters.inmemory.InMemoryStores;
import io.spillway.adapters.inmemory.InMemoryWorkQueue;
import io.spillway.functions.Substitutes;
import io.spillway.ports.Failure;
import io.spillway.ports.Health;
import io.spillway.ports.PortException;
import io.spillway.ports.Stores;
import io.spillway.ports.moderation.Classification;
import io.spillway.ports.moderation.ContentClassifier;
import io.spillway.ports.queue.WorkQueue;
import java.time.InstantSource;

/** Everything in memory, with a classifier that can be made unavailable. */
final class ClassifierOutage implements Substitutes {

  private static final String MESSAGE = "no answer from the model";

  private volatile boolean isDown;

  void begin() {
    isDown = true;
  }

  void end() {
    isDown = false;
  }

  @Override
  public Stores stores() {
    return InMemoryStores.create();
  }

  @Override
  public ContentClassifier classifier() {
    ContentClassifier words = new WordListClassifier();
    return new ContentClassifier() {
      @Override
      public Classification classify(String text) {
        if (isDown) {
          throw new PortException(Failure.transientFailure("classifier.unavailable", MESSAGE));
        }
        return words.classify(text);
      }

      @Override
      public Health health() {
        return isDown ? new Health("model", Health.State.DOWN, MESSAGE) : Health.up("model");
      }
    };
  }

  @Override
  public WorkQueue queue(String name) {
    return new InMemoryWorkQueue(name, InstantSource.system());
  }
}
