package io.spillway.wire;

import io.spillway.ports.Health;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.DeadLetterQueue;
import io.spillway.ports.queue.WorkQueue;

/** Dead-letter queue backed by a work queue, in the format of {@link DeadLetterPayload}. */
public final class QueuedDeadLetters implements DeadLetterQueue {

  private final WorkQueue queue;

  /**
   * Creates a dead-letter queue.
   *
   * @param queue the work queue
   */
  public QueuedDeadLetters(WorkQueue queue) {
    this.queue = queue;
  }

  @Override
  public void enqueue(DeadLetter letter) {
    queue.send(DeadLetterPayload.write(letter));
  }

  @Override
  public Health health() {
    return queue.health();
  }
}
