package io.spillway.ports.deadletter;

import io.spillway.ports.Monitored;

/**
 * Queue that receives dead letters before the ledger does. It must not depend on the database,
 * because a database outage is a likely cause of dead letters. Thread-safe.
 */
public interface DeadLetterQueue extends Monitored {

  /**
   * Enqueues a dead letter, which is durable when this method returns. Enqueueing it twice is
   * harmless, because the ledger is idempotent by id.
   *
   * @param letter the dead letter, which must fit into the queue once serialized
   * @throws io.spillway.ports.PortException {@code queue.unavailable} (TRANSIENT: it may have been
   *     enqueued), {@code queue.throttled} or {@code queue.full} (THROTTLED)
   */
  void enqueue(DeadLetter letter);
}
