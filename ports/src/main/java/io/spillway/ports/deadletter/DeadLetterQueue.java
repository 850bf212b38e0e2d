package io.spillway.ports.deadletter;

import io.spillway.ports.Monitored;

/**
 * Where dead letters are put first. It must not need a database, since a database's outage is a
 * likely cause. Safe for use by many threads.
 */
public interface DeadLetterQueue extends Monitored {

  /**
   * Buries a letter; it is durable when this returns. Burying the same letter twice is harmless,
   * since the ledger goes by its id.
   *
   * @param letter small enough for the queue once it is written down
   * @throws io.spillway.ports.PortException {@code queue.unavailable} (TRANSIENT: it may be buried
   *     all the same), {@code queue.throttled} or {@code queue.full} (THROTTLED)
   */
  void enqueue(DeadLetter letter);
}
