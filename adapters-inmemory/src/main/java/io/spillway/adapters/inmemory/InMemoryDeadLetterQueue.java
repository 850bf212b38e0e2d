package io.spillway.adapters.inmemory;

import io.spillway.ports.Health;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.DeadLetterQueue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * In-memory dead-letter queue with one entry per id, for applications that process dead letters
 * themselves.
 */
public final class InMemoryDeadLetterQueue implements DeadLetterQueue {

  /** Default maximum number of letters. */
  public static final int DEFAULT_MAX = 100_000;

  private final Capacity bound;
  private final Map<String, DeadLetter> letters = new LinkedHashMap<>();

  /** Creates an instance for at most {@link #DEFAULT_MAX} letters. */
  public InMemoryDeadLetterQueue() {
    this(DEFAULT_MAX);
  }

  /**
   * Creates an instance with a limit.
   *
   * @param max the maximum number of letters, 1 or more; a further one is rejected with {@code
   *     queue.full}
   */
  public InMemoryDeadLetterQueue(int max) {
    bound = new Capacity("queue", max);
  }

  @Override
  public synchronized void enqueue(DeadLetter letter) {
    if (!letters.containsKey(letter.id())) {
      bound.checkRoom(letters.size());
      letters.put(letter.id(), letter);
    }
  }

  /** {@return the current dead letters, oldest first} */
  public synchronized List<DeadLetter> letters() {
    return List.copyOf(letters.values());
  }

  /**
   * Removes the dead letter with this id.
   *
   * @param id the dead letter's id
   * @return whether it existed
   */
  public synchronized boolean remove(String id) {
    return letters.remove(id) != null;
  }

  @Override
  public synchronized Health health() {
    return bound.health(letters.size());
  }
}
