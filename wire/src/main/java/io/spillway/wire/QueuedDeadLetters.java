package io.spillway.wire;

import io.spillway.ports.Health;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.DeadLetterQueue;
import io.spillway.ports.queue.WorkQueue;

/** Dead letters in a work queue, in the form of {@link DeadLetterPayload}. */
public final class QueuedDeadLetters implements DeadLetterQueue {

  private final WorkQueue queue;

  /**
   * Letters in one queue.
   *
   * @param queue into which they are written
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
