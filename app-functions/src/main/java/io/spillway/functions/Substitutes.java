package io.spillway.functions;

import io.spillway.ports.Stores;
import io.spillway.ports.moderation.ContentClassifier;
import io.spillway.ports.queue.WorkQueue;

/** Substitutes for parts that are not set. Each is requested at most once. */
public interface Substitutes {

  /** Returns the substitute for the database. */
  Stores stores();

  /** Returns the substitute for Gemini. */
  ContentClassifier classifier();

  /** Returns the substitute for the queue of this name. */
  WorkQueue queue(String name);

  /**
   * Returns no substitutes, for settings that are {@link
   * io.spillway.functions.settings.Settings#complete}.
   */
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
