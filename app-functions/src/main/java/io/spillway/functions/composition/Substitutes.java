package io.spillway.functions.composition;

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
}
