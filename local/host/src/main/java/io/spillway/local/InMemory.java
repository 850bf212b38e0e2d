package io.spillway.local;

import io.spillway.WordListClassifier;
import io.spillway.adapters.inmemory.InMemoryStores;
import io.spillway.adapters.inmemory.InMemoryWorkQueue;
import io.spillway.functions.Substitutes;
import io.spillway.ports.Retention;
import io.spillway.ports.Stores;
import io.spillway.ports.moderation.ContentClassifier;
import io.spillway.ports.queue.WorkQueue;
import java.time.InstantSource;

/** In-memory substitutes for settings that are not set; discarded when the process ends. */
record InMemory(InstantSource clock, Retention retention) implements Substitutes {

  @Override
  public Stores stores() {
    return InMemoryStores.create(retention, clock);
  }

  @Override
  public ContentClassifier classifier() {
    return new WordListClassifier();
  }

  @Override
  public WorkQueue queue(String name) {
    return new InMemoryWorkQueue(name, clock);
  }
}
