package io.spillway.functions;

import io.spillway.ports.moderation.ContentClassifier;
import io.spillway.ports.queue.WorkQueue;

/** What takes the place of what is not set. Each is asked for at most once. */
public interface Substitutes {

  /** For a database. */
  Stores stores();

  /** For Gemini. */
  ContentClassifier classifier();

  /** For the queue of this name. */
  WorkQueue queue(String name);

  /** For settings that are {@link io.spillway.functions.settings.Settings#complete}. */
  static Substitutes none() {
    return new Substitutes() {
      @Override
      public Stores stores() {
        throw new IllegalStateException("no database is set");
      }

      @Override
      public ContentClassifier classifier() {
        throw new IllegalStateException("no classifier is set");
      }

      @Override
      public WorkQueue queue(String name) {
        throw new IllegalStateException("no storage account is set");
      }
    };
  }
}
