package io.spillway.adapters.inmemory;

import io.spillway.ports.Health;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.DeadLetterQueue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Dead letters in memory, one for each id, until somebody has dealt with them: for those who embed
 * and look after them on their own.
 */
public final class InMemoryDeadLetterQueue implements DeadLetterQueue {

  /** Most letters held unless told otherwise. */
  public static final int DEFAULT_MAX = 100_000;

  private final Capacity bound;
  private final Map<String, DeadLetter> letters = new LinkedHashMap<>();

  /** Holds at most {@link #DEFAULT_MAX} letters. */
  public InMemoryDeadLetterQueue() {
    this(DEFAULT_MAX);
  }

  /**
   * Holds as many as it is told.
   *
   * @param max most letters held, 1 or more; one more is refused with {@code queue.full}
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

  /** {@return what is held now, first buried first} */
  public synchronized List<DeadLetter> letters() {
    return List.copyOf(letters.values());
  }

  /**
   * Makes room again: drops the letter with this id.
   *
   * @param id the letter's
   * @return whether it was there
   */
  public synchronized boolean remove(String id) {
    return letters.remove(id) != null;
  }

  @Override
  public synchronized Health health() {
    return bound.health(letters.size());
  }
}
